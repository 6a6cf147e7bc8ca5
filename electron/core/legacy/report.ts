import type { LegacyInspection } from '../../../shared/contract';
import type { Conversion } from './conversion';
import { plainOf, wordsOf } from './raw-value';
import type { Converted } from './store-conversion';
import { UnknownFields } from './unknown-fields';

type Collection = LegacyInspection['collections'][number];
const mostSamples = 3;
/** Kinds of change that are told one by one; a program that makes up field names has more. */
const mostChanges = 200;
/** Nothing clinical and no password is shown to whoever runs the adoption. */
const hiddenText = '(hidden)';

/** Gathers what an adoption would do, in constant memory. */
export class InspectionReport {
  private readonly collections = new Map<string, Collection & { counts: Map<string, number> }>();
  private readonly unknownFields = new UnknownFields();
  private patientsToMake = 0;
  private findings = 0;

  /** `strangers`: documents in it that no adoption touches. */
  begin(collection: string, documents: number, strangers: number): void {
    const counts = new Map<string, number>();
    if (strangers > 0) counts.set('Not part of Clinic Desk: left as it is', strangers);
    this.collections.set(collection, { collection, documents, toAdopt: 0, changes: [], samples: [], counts });
  }

  add({ conversion, patient }: Converted): void {
    const found = this.collections.get(conversion.entity.name);
    if (!found) return;
    found.toAdopt += 1;
    for (const change of new Set(conversion.changes)) {
      const what = found.counts.has(change) || found.counts.size < mostChanges ? change : 'Other changes';
      found.counts.set(what, (found.counts.get(what) ?? 0) + 1);
    }
    if (found.samples.length < mostSamples && conversion.changes.length > 0)
      found.samples.push(sampleOf(conversion));
    if (patient) this.patientsToMake += 1;
    this.findings += conversion.findings.length + (patient?.findings.length ?? 0);
    this.unknownFields.add(conversion);
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
      toReview: this.findings + this.unknownFields.count,
    };
  }
}

function sampleOf({ entity, id, source, values }: Conversion): Collection['samples'][number] {
  const shown = (name: string, raw: unknown) => {
    const field = Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined;
    const isSecret = !field || field.hidden || field.writeOnly || field.level === 'clinical';
    // What stands inside of something else may be of any kind.
    const isNested = ['document', 'other'].includes(plainOf(raw).is);
    return isSecret || isNested ? hiddenText : wordsOf(raw);
  };
  const textsOf = (document: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(document)
        .filter(([name, value]) => !['_id', '__v'].includes(name) && value !== undefined)
        .filter(([name]) => !(Object.hasOwn(entity.fields, name) && entity.fields[name]?.hidden))
        .map(([name, value]) => [
          name,
          shown(name, value instanceof Date ? { $date: value.toISOString() } : value),
        ]),
    );
  return { id, before: textsOf(source), after: textsOf(values) };
}
