import { z } from 'zod';
import { mostFileRows } from '../../../../shared/rules/readings/file-limits';
import { readingKindOf } from '../../../../shared/rules/readings/kinds';
import { invalid } from '../../refusal';
import type { Candidate, FileProblem, FoundInFile, Reading } from './candidates';
import { readNumber, shortened } from './file-numbers';
import { TimeReader } from './file-times';
import { kindWritten } from './headers';

const quantity = z.object({
  value: z.number(),
  /** "<" and the like: the value is an end, not what was measured. */
  comparator: z.string().optional(),
  code: z.string().optional(),
  unit: z.string().optional(),
});
const concept = z.object({ coding: z.array(z.object({ code: z.string().optional() })).optional() });
/** What is read of a FHIR Observation (R4, https://hl7.org/fhir/R4/observation.html). */
const observation = z.object({
  resourceType: z.literal('Observation'),
  status: z.string().optional(),
  /** Whose it is. Names of the other system say nothing here, except whether they are the same. */
  subject: z
    .object({
      reference: z.string().optional(),
      identifier: z.object({ system: z.string().optional(), value: z.string().optional() }).optional(),
    })
    .optional(),
  code: concept.optional(),
  effectiveDateTime: z.string().optional(),
  effectiveInstant: z.string().optional(),
  effectivePeriod: z.object({ start: z.string().optional() }).optional(),
  valueQuantity: quantity.optional(),
  component: z.array(z.object({ code: concept.optional(), valueQuantity: quantity.optional() })).optional(),
});
const bundle = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ resource: z.unknown() })).default([]),
});
const text = z.union([z.string(), z.number()]).transform(String).optional();
const listed = z.object({
  ...{ kind: text, code: text, type: text, unit: text, units: text },
  value: z.union([z.string(), z.number()]).optional(),
  ...{ takenAt: text, time: text, timestamp: text, dateTime: text, date: text, at: text },
  /** Whose it is, as devices say it that measure several patients. */
  recordNumber: text,
});
/** What a device sends by itself (`gateway.deliver`). */
const delivery = z.object({ readings: z.array(z.unknown()) });
const kindNames = ['kind', 'code', 'type'] as const;
const unitNames = ['unit', 'units'] as const;
const timeNames = ['takenAt', 'time', 'timestamp', 'dateTime', 'date', 'at'] as const;

type Gathering = {
  readonly times: TimeReader;
  readonly candidates: Candidate[];
  readonly problems: FileProblem[];
  leftOut: number;
  skippedTimes: number;
  doubleTimes: number;
  zoned: number;
  /** Whose the first readings are that say it. */
  subject?: string;
};

/**
 * Reads a list of readings, what a device sends (`{ "readings": […] }`), a FHIR Bundle or an Observation. INVALID at
 * `content` for anything else.
 */
export async function readJson(
  written: string,
  { timeZone, mapping, recordNumber }: Reading,
): Promise<FoundInFile> {
  const parsed = parsedFrom(written);
  const times = new TimeReader(timeZone, mapping.dateOrder);
  const found: Gathering = {
    ...{ times, candidates: [], problems: [], leftOut: 0, skippedTimes: 0, doubleTimes: 0, zoned: 0 },
  };
  const resources = resourcesOf(parsed);
  const items: readonly unknown[] | null =
    resources ?? (Array.isArray(parsed) ? parsed : (delivery.safeParse(parsed).data?.readings ?? null));
  if (!items) throw invalid(['content'], 'The file holds neither readings nor a FHIR Bundle or Observation.');
  if (items.length === 0) throw invalid(['content'], 'The file holds no readings.');
  if (items.length > mostFileRows)
    throw invalid(['content'], `The file has more than ${mostFileRows.toLocaleString('en')} readings.`);
  for (const [index, item] of items.entries()) {
    if (resources) gatherObservation(item, index + 1, found);
    else gatherListed(item, index + 1, { found, decimal: mapping.decimal, recordNumber });
  }
  const { times: _times, subject: _subject, zoned, ...gathered } = found;
  const form = resources ? 'fhir' : 'list';
  return { form, columns: [], rows: items.length, usedTimeZone: zoned > 0, ...gathered };
}

function parsedFrom(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    throw invalid(['content'], 'This is no complete JSON file; it may be cut off.');
  }
}

/** The resources of a FHIR file, or null for a file that is none. */
function resourcesOf(parsed: unknown): unknown[] | null {
  const whole = bundle.safeParse(parsed);
  if (whole.success) return whole.data.entry.map(({ resource }) => resource);
  if (observation.safeParse(parsed).success) return [parsed];
  const isList = Array.isArray(parsed) && parsed.length > 0;
  return isList && parsed.every((each) => observation.safeParse(each).success) ? parsed : null;
}

function gatherObservation(resource: unknown, row: number, found: Gathering): void {
  const parsed = observation.safeParse(resource);
  const isOther =
    typeof resource === 'object' &&
    resource !== null &&
    'resourceType' in resource &&
    resource.resourceType !== 'Observation';
  if (!parsed.success) {
    if (isOther) found.leftOut += 1;
    else found.problems.push({ row, message: 'This is no complete Observation.' });
    return;
  }
  const { status, code, subject, valueQuantity, component = [], ...when } = parsed.data;
  const values = [{ code, valueQuantity }, ...component].flatMap(({ code, valueQuantity }) => {
    const kind = (code?.coding ?? []).map((each) => readingKindOf(each.code ?? '')).find(Boolean);
    return kind && valueQuantity ? [{ kind, valueQuantity }] : [];
  });
  // A bundle tells more than readings; what was never a value, or not of a kind that is kept, is none.
  if (values.length === 0 || status === 'entered-in-error' || status === 'cancelled') {
    found.leftOut += 1;
    return;
  }
  if (!isOfSame(subject, found)) {
    found.problems.push({
      row,
      column: 'subject',
      message: 'This is of another patient than those before. Bring in the readings of each patient alone.',
    });
    return;
  }
  const { effectiveDateTime, effectiveInstant, effectivePeriod } = when;
  const timeName = effectiveDateTime
    ? 'effectiveDateTime'
    : effectiveInstant
      ? 'effectiveInstant'
      : 'effectivePeriod';
  const written = effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.start;
  const takenAt = timeIn(written, { row, column: written ? timeName : 'effectiveDateTime' }, found);
  if (!takenAt) return;
  const columns = { value: 'valueQuantity', unit: 'valueQuantity', takenAt: timeName };
  for (const {
    kind,
    valueQuantity: { value, comparator, code: ucum, unit },
  } of values)
    if (comparator === undefined)
      found.candidates.push({ row, columns, kind: kind.code, value, unit: ucum ?? unit, takenAt });
    else
      found.problems.push({
        row,
        column: 'valueQuantity',
        message: `“${shortened(comparator)} ${value}” says only where the value ends. Take it out of the file.`,
      });
}

/** False for who is not the one that readings before were of. */
function isOfSame(subject: z.infer<typeof observation>['subject'], found: Gathering): boolean {
  const { reference, identifier } = subject ?? {};
  const named = reference ?? (identifier?.value && `${identifier.system ?? ''}|${identifier.value}`);
  if (!named) return true;
  found.subject ??= named;
  return found.subject === named;
}

type Listing = {
  readonly found: Gathering;
  readonly decimal: '.' | ',' | undefined;
  readonly recordNumber: string | undefined;
};

function gatherListed(item: unknown, row: number, { found, decimal, recordNumber }: Listing): void {
  const parsed = listed.safeParse(item);
  if (!parsed.success) {
    found.problems.push({ row, message: 'This is no reading: it needs kind, value, unit and takenAt.' });
    return;
  }
  const { data } = parsed;
  if (data.recordNumber !== undefined && data.recordNumber !== recordNumber) {
    const message = 'This is of another patient. Bring it in at the patient with this record number.';
    found.problems.push({ row, column: 'recordNumber', message });
    return;
  }
  const kindName = kindNames.find((name) => data[name] !== undefined) ?? 'kind';
  const kind = kindWritten(data[kindName]);
  const value =
    typeof data.value === 'number' ? { value: data.value } : readNumber(data.value ?? '', decimal);
  if ('problem' in kind) found.problems.push({ row, column: kindName, message: kind.problem });
  if ('problem' in value) found.problems.push({ row, column: 'value', message: value.problem });
  const timeName = timeNames.find((name) => data[name] !== undefined) ?? 'takenAt';
  const takenAt = timeIn(data[timeName], { row, column: timeName }, found);
  if ('problem' in kind || 'problem' in value || !takenAt) return;
  const unitName = unitNames.find((name) => data[name] !== undefined);
  const columns = { value: 'value', unit: unitName ?? 'value', takenAt: timeName };
  const unit = unitName && data[unitName];
  found.candidates.push({ row, columns, kind: kind.code, ...value, unit, takenAt });
}

type Place = { readonly row: number; readonly column: string };

function timeIn(written: string | undefined, place: Place, found: Gathering): Date | null {
  const read = written ? found.times.read(written) : { problem: 'It does not say when.' };
  if ('problem' in read) {
    found.problems.push({ ...place, message: read.problem });
    return null;
  }
  if (read.zone) found.zoned += 1;
  if (read.zone === 'skipped') found.skippedTimes += 1;
  if (read.zone === 'double') found.doubleTimes += 1;
  return read.at;
}
