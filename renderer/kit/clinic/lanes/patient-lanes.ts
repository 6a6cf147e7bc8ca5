import type { ChartOutline } from '../../../../shared/contract';
import type { Symptom } from '../../../../shared/entities';
import { isTaken } from '../../../../shared/rules/active';
import { addDays, instantOf } from '../../../../shared/rules/time';
import { formatDigits } from '../../format';
import type { Bar, BarsLane, CurveLane, Mark, MarksLane, PlotPoint, TimeSpan } from '../../plot';
import { symptomKey } from '../symptoms/quick-symptom';

/** The whole of a calendar date in a time zone. */
export function daySpan(date: string, timeZone: string): TimeSpan {
  const from = instantOf(date, '00:00', timeZone).getTime();
  return { from, to: instantOf(addDays(date, 1), '00:00', timeZone).getTime() };
}

/** An instant as a stretch. */
const moment = (date: string, time: string, timeZone: string): TimeSpan => {
  const at = instantOf(date, time, timeZone).getTime();
  return { from: at, to: at };
};

type Appointment = ChartOutline['appointments'][number];
type Visit = Pick<ChartOutline['healthlogs'][number], 'date' | 'doctor'>;
type Prescription = ChartOutline['prescriptions'][number];

/** When somebody was seen, by date and doctor: the time of the first appointment that is done. */
const timesSeen = new WeakMap<readonly Appointment[], ReadonlyMap<string, string | undefined>>();

function timesOf(appointments: readonly Appointment[]): ReadonlyMap<string, string | undefined> {
  const known = timesSeen.get(appointments);
  if (known) return known;
  const times = new Map<string, string | undefined>();
  for (const { date, doctor, status, time } of appointments) {
    const key = `${date} ${doctor}`;
    if (status === 'done' && doctor !== undefined && !times.has(key)) times.set(key, time);
  }
  timesSeen.set(appointments, times);
  return times;
}

type Told = { appointments: readonly Appointment[]; timeZone: string; span: TimeSpan | undefined };
/** Every lane asks of every visit, hundreds of them; a calendar takes its time. */
const told = new WeakMap<Visit, Told>();

/** When a visit took place: at the time of the appointment that led to it, otherwise some time on its day. */
export function visitSpan(
  visit: Visit,
  appointments: readonly Appointment[],
  timeZone: string,
): TimeSpan | undefined {
  const known = told.get(visit);
  if (known?.appointments === appointments && known.timeZone === timeZone) return known.span;
  const span = spanOf(visit, appointments, timeZone);
  told.set(visit, { appointments, timeZone, span });
  return span;
}

function spanOf(visit: Visit, appointments: readonly Appointment[], timeZone: string): TimeSpan | undefined {
  const { date, doctor } = visit;
  if (!date) return undefined;
  const time = doctor === undefined ? undefined : timesOf(appointments).get(`${date} ${doctor}`);
  return time ? moment(date, time, timeZone) : daySpan(date, timeZone);
}

type Seen = Pick<ChartOutline, 'healthlogs' | 'appointments' | 'names'>;

/** Visits as marks that open them; what was added to one later is no visit of its own. */
export function visitsLane({ healthlogs, appointments, names }: Seen, timeZone: string): MarksLane {
  const marks = healthlogs
    .filter((visit) => !visit.amends)
    .flatMap((visit): Mark[] => {
      const span = visitSpan(visit, appointments, timeZone);
      if (!span) return [];
      const doctor = (visit.doctor && names[visit.doctor]) || visit.doctorName;
      return [
        {
          ...span,
          key: visit.id,
          label: visit.visitPurpose ?? 'Visit',
          ...(doctor && { detail: doctor }),
          opens: `/healthlogs/${visit.id}`,
        },
      ];
    });
  return {
    kind: 'marks',
    key: 'visits',
    label: 'Visits',
    marks: marks.toSorted((one, other) => one.from - other.from),
  };
}

/** Medicines as bars from the day they start to the end of the last day; those without any date are left out. */
export function medicinesLane(
  prescriptions: readonly Prescription[],
  today: string,
  timeZone: string,
): BarsLane {
  const bars = prescriptions.flatMap((each): Bar[] => {
    const start = each.startsOn ?? each.dateprescribed;
    if (!start) return [];
    const from = daySpan(start, timeZone).from;
    const until = each.endsOn && each.endsOn >= start ? each.endsOn : each.endsOn && start;
    const to = until && daySpan(until, timeZone).to;
    return [
      {
        key: each.id,
        from,
        ...(to ? { to } : {}),
        ...(!to && !isTaken(each, today) ? { isEndUnknown: true } : {}),
        label: each.prescriptionName ?? 'Prescription',
        ...(each.amount && { detail: each.amount }),
        opens: `/prescriptions/${each.id}`,
      },
    ];
  });
  return { kind: 'bars', key: 'medicines', label: 'Medicines', bars };
}

/** When a symptom was felt. */
function symptomSpan({ symptomDate, symptomTime }: Symptom, timeZone: string): TimeSpan | undefined {
  if (!symptomDate) return undefined;
  return symptomTime ? moment(symptomDate, symptomTime, timeZone) : daySpan(symptomDate, timeZone);
}

const middle = ({ from, to }: TimeSpan) => (from + to) / 2;

/** One symptom of a person: its name as it was last written, and how often it was noted. */
export type SymptomKind = {
  readonly key: string;
  readonly label: string;
  readonly entries: readonly Symptom[];
};

/** The symptoms of a person, the last noted first. `symptoms` newest first. */
export function symptomKinds(symptoms: readonly Symptom[]): SymptomKind[] {
  const kinds = new Map<string, { label: string; entries: Symptom[] }>();
  for (const each of symptoms) {
    const label = each.symptomType?.trim() || 'Not named';
    const key = symptomKey(label);
    const kind = kinds.get(key) ?? { label, entries: [] };
    kind.entries.push(each);
    kinds.set(key, kind);
  }
  return [...kinds].map(([key, kind]) => ({ key, ...kind }));
}

/** How bad one symptom was, from 0 to 10. Entries without a number are not in it. */
export function severityLane({ key, label, entries }: SymptomKind, timeZone: string): CurveLane {
  const points = entries.flatMap((each): PlotPoint[] => {
    const span = symptomSpan(each, timeZone);
    const { severity } = each;
    if (!span || severity === undefined) return [];
    return [{ at: middle(span), low: severity, high: severity, mean: severity, count: 1 }];
  });
  const line = { key, points: points.toSorted((one, other) => one.at - other.at), every: 0, bands: [] };
  return {
    ...{ kind: 'curve', key, label, unit: 'of 10', lines: [line], ends: { low: 0, high: 10 } },
    write: (value) => formatDigits(value, { least: 0, most: 1 }),
  };
}

/** Entries that nobody put in a number, as marks that open them; nothing when there is none. */
export function unratedLane(kinds: readonly SymptomKind[], timeZone: string): MarksLane[] {
  const marks = kinds.flatMap(({ label, entries }) =>
    entries.flatMap((each): Mark[] => {
      const span = symptomSpan(each, timeZone);
      if (!span || each.severity !== undefined) return [];
      return [
        {
          ...span,
          key: each.id,
          label,
          ...(each.symptomInfo && { detail: each.symptomInfo }),
          opens: `/symptomjournals/${each.id}`,
        },
      ];
    }),
  );
  if (marks.length === 0) return [];
  return [
    {
      kind: 'marks',
      key: 'unrated',
      label: 'Without severity',
      marks: marks.toSorted((one, other) => one.from - other.from),
    },
  ];
}

/** From the first thing that lanes show to now, with a little air: what there is to look at. */
export function wholeOf(times: readonly number[], now: number): TimeSpan {
  const hour = 3_600_000;
  const first = times.reduce((least, at) => Math.min(least, at), now - 24 * hour);
  // An older system may have something of years to come; what has no time of its own stands at noon, also today.
  const known = times.filter((at) => at <= now + 24 * hour);
  const last = known.reduce((most, at) => Math.max(most, at), now);
  const air = Math.max((last - first) * 0.02, hour);
  // What is to come is little, or the end of every preset would be empty.
  return { from: first - air, to: last + Math.min(air, 24 * hour) };
}
