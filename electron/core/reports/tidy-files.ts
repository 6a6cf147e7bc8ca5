import { entities } from '../../../shared/entities';
import { reportCatalogue } from '../../../shared/rules/reports/catalogue';
import { mayRead } from '../../../shared/rules/permissions';
import type { Fact, ReportQuestion, ReportReading, ReportSource } from '../ports/report-source';
import type { SignedInPerson } from '../session';
import { observations } from './observations';
import type { Subject, Variable } from './variables';
import { csvOf, type ExportedFile, fileNameOf } from './table-file';

type Around = {
  readonly person: SignedInPerson;
  readonly moment: ReportReading;
  readonly source: Pick<ReportSource, 'pseudonyms'>;
};

/**
 * The facts of a report for R and Python: one row for each, a data dictionary and how to read them. Nobody is named:
 * patients, doctors and records bear pseudonyms. Of fields that the person may not read there is no variable.
 */
export async function tidyFiles(
  question: ReportQuestion,
  facts: readonly Fact[],
  around: Around,
): Promise<ExportedFile[]> {
  const { source, person } = around;
  const variables = observations[question.report].filter((variable) => isReadable(variable, person));
  const subjects = await subjectsOf(facts, around);
  const doctorIds = [...new Set(facts.flatMap(({ doctor }) => doctor ?? []))];
  const doctorPseudonyms = await source.pseudonyms('doctors', doctorIds);
  const doctors = new Map(doctorIds.map((id, index) => [id, doctorPseudonyms[index]]));
  const records = await source.pseudonyms(
    question.report,
    facts.map(({ id }) => id),
  );
  const nobody: Subject = { pseudonym: undefined, dateOfBirth: undefined, sex: undefined };
  const rows = facts.map((fact, index) => {
    const observed = {
      ...{ fact, record: records[index] ?? '', day: question.to },
      subject: (fact.patient && subjects.get(fact.patient)) || nobody,
      doctor: fact.doctor && doctors.get(fact.doctor),
    };
    return variables.map(({ of }) => of(observed));
  });
  const name = fileNameOf({ ...question, by: '' });
  const csv = { contentType: 'text/csv; charset=utf-8' };
  return [
    { ...csv, filename: `${name}.csv`, text: csvOf([variables.map((each) => each.name), ...rows]) },
    { ...csv, filename: 'data-dictionary.csv', text: dictionaryOf(variables) },
    {
      filename: 'README.txt',
      contentType: 'text/plain; charset=utf-8',
      text: readmeOf(question, { name, rows: rows.length, variables, asOf: around.moment.asOf() }),
    },
  ];
}

/** Variables of patients come from fields with levels of their own. */
function isReadable({ source }: Variable, person: SignedInPerson): boolean {
  const { dateOfBirth, sex } = entities.patients.fields;
  const field = { 'patients.dateOfBirth': dateOfBirth, 'patients.sex': sex }[source];
  return field === undefined || mayRead(person, entities.patients, field);
}

async function subjectsOf(
  facts: readonly Fact[],
  { moment, source }: Around,
): Promise<ReadonlyMap<string, Subject>> {
  const ids = [...new Set(facts.flatMap(({ patient }) => patient ?? []))];
  const pseudonyms = await source.pseudonyms('patients', ids);
  const found = await moment.patientsBy(ids, ['dateOfBirth', 'sex']);
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const byId = new Map(found.map((each) => [each.id, each]));
  return new Map(
    ids.map((id, index) => [
      id,
      {
        pseudonym: pseudonyms[index],
        dateOfBirth: text(byId.get(id)?.dateOfBirth),
        sex: text(byId.get(id)?.sex),
      },
    ]),
  );
}

const dictionaryOf = (variables: readonly Variable[]): string =>
  csvOf([
    ['name', 'label', 'type', 'unit', 'values', 'source'],
    ...variables.map(({ name, label, type, unit, values, source }) => [
      name,
      label,
      type,
      unit,
      values,
      source,
    ]),
  ]);

type About = { name: string; rows: number; variables: readonly Variable[]; asOf: Date };

function readmeOf(question: ReportQuestion, { name, rows, variables, asOf }: About): string {
  const { title } = reportCatalogue[question.report];
  const period = question.from === question.to ? question.to : `${question.from} to ${question.to}`;
  const texts = variables.filter(({ type }) => type === 'string').map((each) => each.name);
  const dates = variables.filter(({ type }) => type === 'date').map((each) => each.name);
  const parsed = dates.length > 0 ? `, parse_dates=[${dates.map((each) => `"${each}"`).join(', ')}]` : '';
  const hasDoctors = variables.some(({ name: variable }) => variable === 'doctor_id');
  const joined = hasDoctors ? 'patient_id and doctor_id are each' : 'patient_id is';
  return [
    `${title}, ${period}`,
    '',
    `${rows} observations as they were at ${asOf.toISOString()}, one in each row of ${name}.csv.`,
    'The meaning of each variable stands in data-dictionary.csv.',
    'UTF-8, comma, decimal point; dates by ISO 8601; an empty cell is a value that is not known.',
    'Times are those of the clock at the clinic.',
    ...(question.report === 'readings' ? ['Days of early exports were those of UTC.'] : []),
    '',
    'Nobody is named, but nobody is anonymous either: who knows a person may find them by age, sex and days.',
    `Keep these files as you keep the records. ${joined} the same for the same person in every export of`,
    'this database, so files can be joined by it; without the database it leads back to nobody.',
    'Names of variables stay as they are, and so does what they mean: scripts can rely on them.',
    ...(hasDoctors
      ? ['Early exports had the name of the doctor in the variable doctor; it is not used any more.']
      : []),
    'A text that begins with = + - @ has an apostrophe before it, so that no spreadsheet runs it.',
    '',
    'R:',
    `  d <- read.csv("${name}.csv", na.strings = "", encoding = "UTF-8", colClasses = c(${texts
      .map((each) => `${each} = "character"`)
      .join(', ')}))`,
    ...dates.map((each) => `  d$${each} <- as.Date(d$${each})`),
    '',
    'Python (pandas):',
    `  d = pandas.read_csv("${name}.csv", keep_default_na=False, na_values=[""], dtype={${texts
      .map((each) => `"${each}": "string"`)
      .join(', ')}}${parsed})`,
    '',
  ].join('\n');
}
