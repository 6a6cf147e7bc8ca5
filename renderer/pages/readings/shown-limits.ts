import type { ReadingSummary } from '../../../shared/contract';
import type { RecordNamed } from '../../../shared/entities';
import { bandAt, bandsOf } from '../../../shared/rules/readings/bands';
import { readingKindOf } from '../../../shared/rules/readings/kinds';
import type { ReadingCode } from '../../../shared/schema';
import { type ShownUnit, writeIn, writeWholly } from '../../kit/clinic';

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

/** A kind that was measured, with the bands that hold for this patient. */
export type HeldKind = Pick<ReadingSummary, 'kind' | 'bands'>;

/** What readings tell of, and what only visits measured, which is held against the usual limits. */
export function heldKinds(
  kinds: readonly HeldKind[],
  atVisits: readonly ReadingCode[],
  dateOfBirth: string | undefined,
): HeldKind[] {
  const others = atVisits.filter((code) => !kinds.some(({ kind }) => kind === code));
  return [...kinds, ...others.map((kind) => ({ kind, bands: bandsOf(kind, dateOfBirth) }))];
}

/** Own limits first; of what was measured and has none of its own, the usual ones of the age at `now`. */
export function shownLimits(own: readonly Limit[], kinds: readonly HeldKind[], now: Date): ShownLimit[] {
  const set = own.flatMap((limit): ShownLimit[] => {
    const { id: key, kind, low, high } = limit;
    return kind ? [{ key, kind, low, high, from: 'Set for this patient', own: limit }] : [];
  });
  const usual = kinds.flatMap(({ kind, bands }): ShownLimit[] => {
    const band = bandAt(bands, now);
    if (!band || band.origin === 'patient' || set.some((each) => each.kind === kind)) return [];
    return [{ key: kind, kind, low: band.low, high: band.high, from: 'Usual' }];
  });
  return [...set, ...usual];
}

/**
 * A limit in the unit that readings of its kind are shown in, as it was set there. Where that is another one than the kind's
 * own, in which limits are kept, that stands beside: "176.4 lb (80 kg)".
 */
export function limitWords(
  { unit, show, write }: ShownUnit,
  kind: string,
  value: number | undefined,
): string {
  const own = readingKindOf(kind)?.units[0];
  if (value === undefined || !own) return '';
  // What was set in another unit is hardly ever a round number in the kind's own, and the other way round.
  const isOwnSet = Number(value.toFixed(3)) === value;
  const kept = `${isOwnSet ? writeWholly(own, value) : writeIn(own, value)} ${own.label}`;
  if (unit.code === own.code) return kept;
  const shown = show(value);
  return `${isOwnSet ? write(shown) : writeWholly(unit, shown)} ${unit.label} (${kept})`;
}
