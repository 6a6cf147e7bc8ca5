import type { LegacyInspection } from '../../../shared/contract';
import type { Conversion } from './conversion';
import { wordsOf } from './raw-value';

type Collection = LegacyInspection['collections'][number];
const mostSamples = 3;
/** Nothing clinical and no password is shown to whoever runs the adoption. */
const hiddenText = '(hidden)';

/** Gathers what an adoption would do, in constant memory. */
export class InspectionReport {
  private readonly collections = new Map<string, Collection & { counts: Map<string, number> }>();
  private patientsToMake = 0;
  private toReview = 0;

  begin(collection: string, documents: number, isKnown: boolean): void {
    const counts = new Map<string, number>();
    if (!isKnown) counts.set('Not part of Clinic Desk: left as it is', documents);
    this.collections.set(collection, { collection, documents, toAdopt: 0, changes: [], samples: [], counts });
  }

  add(conversion: Conversion, makesPatient: boolean): void {
    const found = this.collections.get(conversion.entity.name);
    if (!found) return;
    found.toAdopt += 1;
    for (const change of new Set(conversion.changes))
      found.counts.set(change, (found.counts.get(change) ?? 0) + 1);
    if (found.samples.length < mostSamples && conversion.changes.length > 0)
      found.samples.push(sampleOf(conversion));
    if (makesPatient) this.patientsToMake += 1;
    this.toReview += conversion.findings.length;
  }

  result(): LegacyInspection {
    const collections = [...this.collections.values()].map(({ counts, ...collection }) => ({
      ...collection,
      changes: [...counts].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count),
    }));
    return {
      isLegacy: collections.some(({ toAdopt }) => toAdopt > 0),
      collections,
      patientsToMake: this.patientsToMake,
      toReview: this.toReview,
    };
  }
}

function sampleOf({ entity, id, before, values }: Conversion): Collection['samples'][number] {
  const shown = (name: string, text: string) => {
    const field = entity.fields[name];
    const isSecret =
      /password|token|secret/i.test(name) || !field || field.hidden || field.level === 'clinical';
    return isSecret ? hiddenText : text;
  };
  const old = Object.entries(before).filter(([name]) => !['_id', '__v'].includes(name));
  return {
    id,
    before: Object.fromEntries(old.map(([name, raw]) => [name, shown(name, wordsOf(raw))])),
    after: Object.fromEntries(
      Object.entries(values)
        .filter(([name, value]) => value !== undefined && !entity.fields[name]?.hidden)
        .map(([name, value]) => [
          name,
          shown(name, value instanceof Date ? value.toISOString() : wordsOf(value)),
        ]),
    ),
  };
}
