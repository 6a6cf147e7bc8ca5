import { sexes } from '../../../shared/entities/patients';
import { recogniseText } from '../../../shared/rules/medicines/recognise';
import { wordsOf } from '../../../shared/rules/names';
import { readingKindOf } from '../../../shared/rules/readings/kinds';
import { type CohortDefinition, codePrefixOf } from '../../../shared/rules/reports/cohort-issues';
import { listed } from '../../../shared/rules/counted';
import { addDays, instantOf } from '../../../shared/rules/time';
import type { CohortQuestion, OpenPeriod, ReportReading } from '../ports/report-source';

/** One criterion of a cohort, ready to be looked up. */
export type Criterion = {
  /** Where it stands in the criteria. */
  readonly path: (string | number)[];
  /** In words. */
  readonly label: string;
  /** Those count who do not meet it. */
  readonly isNot: boolean;
  readonly question: CohortQuestion;
};

const comparisons = { over: 'over', atLeast: 'at least', under: 'under', atMost: 'at most' } as const;

/** The day a cohort is looked at, by the clock of a time zone. */
export type LookedAt = { readonly on: string; readonly timeZone: string };
type Around = LookedAt & { readonly reading: Pick<ReportReading, 'medicineNames'> };
type Part = Omit<Criterion, 'path' | 'isNot'>;

/** The criteria of a cohort in the order of its form. */
export async function criteriaIn(
  cohort: CohortDefinition,
  { on, timeZone, reading }: Around,
): Promise<Criterion[]> {
  const criteria: Criterion[] = [];
  const add = (path: (string | number)[], isNot: boolean | null | undefined, { label, question }: Part) =>
    criteria.push({ path, isNot: isNot === true, label: isNot ? `Not: ${label}` : label, question });
  const each = <T extends { isNot?: boolean }>(
    name: string,
    list: readonly T[] | null | undefined,
    of: (one: T) => Part,
  ) => list?.forEach((one, index) => add([name, index], one.isNot, of(one)));

  each('ages', cohort.ages, ({ from, to }) => ({
    label: `Age ${between(from, to)}`,
    question: {
      ...{ kind: 'age', on },
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  }));
  if (cohort.sexes?.length) {
    const of = cohort.sexes;
    const labels = sexes.filter(({ value }) => of.includes(value)).map(({ label }) => label);
    add(['sexes'], false, { label: `Sex: ${listed(labels)}`, question: { kind: 'sex', of } });
  }
  if (cohort.doctors?.length)
    add(['doctors'], cohort.notDoctors, {
      label: 'In the care of one of the doctors, or seen by one',
      question: { kind: 'doctors', of: cohort.doctors },
    });
  if (cohort.clinics?.length)
    add(['clinics'], cohort.notClinics, {
      label: 'In the care of one of the clinics',
      question: { kind: 'clinics', of: cohort.clinics },
    });
  each('diagnoses', cohort.diagnoses, ({ code, where = 'either', state, ...when }) => ({
    label: `Diagnosis ${codePrefixOf(code)}${state === 'active' ? ', active now' : ''}${inWords(when)}`,
    question: {
      ...{ kind: 'diagnosis', code: codePrefixOf(code), where },
      ...{ isActive: state === 'active', period: periodOf(when, on) },
    },
  }));
  if (cohort.medications?.length) {
    const known = await reading.medicineNames();
    each('medications', cohort.medications, ({ name, state, ...when }) => ({
      label: `Medicine ${name}${state === 'current' ? ', taken now' : ''}${inWords(when)}`,
      question: {
        ...{ kind: 'medication', names: namesLike(name, known), period: periodOf(when, on) },
        ...(state === 'current' ? { currentOn: on } : {}),
      },
    }));
  }
  each('readings', cohort.readings, ({ kind, comparison, value, times = 1, ...when }) => {
    const { label = kind, unit = '' } = readingKindOf(kind) ?? {};
    const often = times === 1 ? '' : ` at least ${times} times`;
    return {
      label: `${label} ${comparisons[comparison]} ${value} ${unit}${often}${inWords(when)}`,
      question: {
        ...{ kind: 'reading', code: kind, comparison, value, times },
        ...instantsOf(periodOf(when, on), timeZone),
      },
    };
  });
  each('visits', cohort.visits, ({ times = 1, ...when }) => ({
    label: `At least ${times} ${times === 1 ? 'visit' : 'visits'}${inWords(when)}`,
    question: { kind: 'visits', times, period: periodOf(when, on) },
  }));
  return criteria;
}

type When = { readonly from?: string; readonly to?: string; readonly months?: number };

/** All of what is given holds. A day that there is not, as 31 June, still sorts where it belongs. */
function periodOf({ from, to, months }: When, on: string): OpenPeriod {
  const since = months === undefined ? undefined : monthsBefore(on, months);
  const last = months === undefined || (to !== undefined && to < on) ? to : on;
  const first = since !== undefined && (from === undefined || from < since) ? since : from;
  return { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { to: last }) };
}

/** From the midnight in which a period begins at the clinic to the one after its last day. */
function instantsOf({ from, to }: OpenPeriod, timeZone: string): { since?: Date; until?: Date } {
  return {
    ...(from === undefined ? {} : { since: instantOf(from, '00:00', timeZone) }),
    ...(to === undefined ? {} : { until: instantOf(addDays(to, 1), '00:00', timeZone) }),
  };
}

function monthsBefore(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}${day.slice(7)}`;
}

function between(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return `up to ${to}`;
  return to === undefined ? `${from} or over` : `${from} to ${to}`;
}

function inWords({ from, to, months }: When): string {
  const parts = [
    from === undefined ? '' : `from ${from}`,
    to === undefined ? '' : `until ${to}`,
    months === undefined ? '' : `within ${months} ${months === 1 ? 'month' : 'months'}`,
  ].filter(Boolean);
  return parts.length > 0 ? ` ${parts.join(', ')}` : '';
}

/**
 * The names of prescriptions that a medicine is meant by: each word begins some word of the name or its code, or the
 * name is of the substances that the words name ("metformin" finds Glucophage).
 */
function namesLike(text: string, known: readonly { key: string; name: string; code?: string }[]): string[] {
  const words = wordsOf(text);
  const parts = recogniseText(text).parts.map(({ name }) => name);
  return known
    .filter(({ name, code }) => {
      const named = [...wordsOf(name), ...wordsOf(code ?? '')];
      if (words.every((word) => named.some((each) => each.startsWith(word)))) return true;
      if (parts.length === 0) return false;
      const found = new Set(recogniseText(name).parts.map((part) => part.name));
      return parts.every((part) => found.has(part));
    })
    .map(({ key }) => key);
}
