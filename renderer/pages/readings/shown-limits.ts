import type { ReadingSummary } from '../../../shared/contract';
import type { RecordNamed } from '../../../shared/entities';
import { bandAt } from '../../../shared/rules/readings/bands';

export type Limit = RecordNamed<'readinglimits'>;

/** A row of the limits, in the kind's own unit; `own` where somebody set them for this patient. */
export type ShownLimit = {
  key: string;
  kind: string;
  low?: number;
  high?: number;
  from: string;
  own?: Limit;
};

/** Own limits first; of what was measured and has none of its own, the usual ones of the age at `now`. */
export function shownLimits(
  own: readonly Limit[],
  kinds: readonly Pick<ReadingSummary, 'kind' | 'bands'>[],
  now: Date,
): ShownLimit[] {
  const set = own.flatMap((limit): ShownLimit[] => {
    const { id: key, kind, low, high } = limit;
    return kind ? [{ key, kind, low, high, from: 'Set for this patient', own: limit }] : [];
  });
  const usual = kinds.flatMap(({ kind, bands }): ShownLimit[] => {
    const band = bandAt(bands, now);
    if (!band || band.origin === 'patient') return [];
    return [{ key: kind, kind, low: band.low, high: band.high, from: 'Usual' }];
  });
  return [...set, ...usual];
}
