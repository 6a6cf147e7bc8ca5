import type { ColumnMeaning, ImportMapping, ImportReport } from '../../../shared/contract';
import { counted } from '../../../shared/rules/counted';
import { readingKindOf, readingKinds } from '../../../shared/rules/readings/kinds';
import { Banner, Facts, Grid, Section, Stack } from '../../kit/base';
import { writeIn, writeWholly } from '../../kit/clinic';
import { useTimeZone } from '../../kit/data';
import { formatInstant, formatNumber } from '../../kit/format';
import { SelectField } from '../../kit/inputs';
import { PlainTable } from '../../kit/record';
import { readingWords } from './use-import';

const meanings: readonly { value: ColumnMeaning; label: string }[] = [
  { value: 'time', label: 'Date and time' },
  { value: 'date', label: 'Date' },
  { value: 'clock', label: 'Time of day' },
  { value: 'kind', label: 'Kind of reading' },
  { value: 'value', label: 'Value' },
  { value: 'unit', label: 'Unit' },
  { value: 'ignore', label: 'Nothing of use' },
  ...readingKinds.map(({ code, label }) => ({ value: code, label })),
];

type Props = {
  report: ImportReport;
  mapping: ImportMapping;
  isBusy: boolean;
  onAnswer: (changes: ImportMapping) => void;
};

/** What of a file is not taken, and needs not be put right. */
const leftOutWords = ({ form, leftOut }: ImportReport): string =>
  form === 'wide' || form === 'long'
    ? counted(leftOut, { one: 'row without a value', many: 'rows without a value' })
    : counted(leftOut, {
        one: 'entry that is no reading of a kind kept here',
        many: 'entries that are no readings of a kind kept here',
      });

/** All readings of a file are there already. */
export const hasNothingNew = ({ readings, alreadyThere }: ImportReport): boolean =>
  readings > 0 && alreadyThere >= readings;

/** What is in a file, what has to be put right, and the questions that the file leaves open. */
export function ImportPreview({ report, mapping, isBusy, onAnswer }: Props) {
  const timeZone = useTimeZone();
  const { problems } = report;
  const kinds = kindsAskedOf(report, mapping);
  // Dates and numbers of FHIR can be read in one way only.
  const isFhir = report.form === 'fhir';
  type Written = { value: number; unit: string };
  const write = (kind: string, { value, unit: code }: Written, how: typeof writeIn) => {
    const unit = readingKindOf(kind)?.units.find((each) => each.code === code);
    return unit ? `${how(unit, value)} ${unit.label}` : `${formatNumber(value)} ${code}`;
  };
  const facts = [
    {
      // A withdrawn one is there, too, and is not taken in again.
      label: 'There already, or withdrawn',
      value: report.alreadyThere ? formatNumber(report.alreadyThere) : undefined,
    },
    { label: 'In the file twice', value: report.doubled ? formatNumber(report.doubled) : undefined },
    {
      label: 'Differing',
      value: report.differing
        ? `${formatNumber(report.differing)}: another value of that instant is there; both are kept`
        : undefined,
    },
    {
      label: 'Left out',
      value: report.leftOut ? leftOutWords(report) : undefined,
    },
    {
      label: 'Times',
      value: report.timeZone
        ? `read as times of the clinic (${report.timeZone})${clockNotes(report)}`
        : undefined,
    },
  ].filter(({ value }) => value !== undefined);
  return (
    <Stack gap={20}>
      {problems.total > 0 ? (
        <Banner tone="danger" boxed>
          <strong>{counted(problems.total, { one: 'thing', many: 'things' })} to put right.</strong> Nothing
          of the file is kept until then.
        </Banner>
      ) : (
        <Banner tone="info" boxed>
          {counted(report.readings, readingWords)} in {counted(report.rows, { one: 'row', many: 'rows' })}.{' '}
          {hasNothingNew(report)
            ? 'All of it is there already: there is nothing to import. What was withdrawn is brought back from its list.'
            : 'Nothing is kept yet.'}
        </Banner>
      )}
      {facts.length > 0 && <Facts labelWidth={160} items={facts} />}
      <div>
        {(!isFhir || kinds.length > 0) && (
          <Section title="How the file is read">
            <Grid columns={3} min={180}>
              {!isFhir && (
                <>
                  <SelectField
                    label="Dates like 03/04/2026"
                    value={mapping.dateOrder ?? null}
                    placeholder="As the file shows"
                    options={[
                      { value: 'dmy', label: 'Day first: 3 April' },
                      { value: 'mdy', label: 'Month first: 4 March' },
                    ]}
                    disabled={isBusy}
                    onChange={(dateOrder) => onAnswer({ dateOrder })}
                  />
                  <SelectField
                    label="Numbers like 7,250"
                    value={mapping.decimal ?? null}
                    placeholder="As the file shows"
                    options={[
                      { value: '.', label: 'Seven thousand' },
                      { value: ',', label: 'Seven and a quarter' },
                    ]}
                    disabled={isBusy}
                    onChange={(decimal) => onAnswer({ decimal })}
                  />
                </>
              )}
              {report.columns.map(({ name, means }) => (
                <SelectField
                  key={name}
                  label={`Column “${name}”`}
                  value={means}
                  options={meanings}
                  searchable
                  disabled={isBusy}
                  onChange={(next) => onAnswer({ columns: { ...mapping.columns, [name]: next } })}
                />
              ))}
              {kinds.map((kind) => (
                <SelectField
                  key={kind}
                  label={`Unit of ${(readingKindOf(kind)?.label ?? kind).toLowerCase()}`}
                  value={mapping.units?.[kind] ?? null}
                  placeholder="As the file shows"
                  options={(readingKindOf(kind)?.units ?? []).map(({ code, label }) => ({
                    value: code,
                    label,
                  }))}
                  disabled={isBusy}
                  onChange={(unit) => onAnswer({ units: { ...mapping.units, [kind]: unit } })}
                />
              ))}
            </Grid>
          </Section>
        )}
        {problems.total > 0 && (
          <Section
            title="To put right"
            {...(problems.total > problems.shown.length && {
              help: `The first ${problems.shown.length} of ${formatNumber(problems.total)}.`,
            })}
          >
            <PlainTable
              label="What has to be put right"
              rows={problems.shown}
              keyOf={({ row, column, message }) => `${row} ${column} ${message}`}
              columns={[
                { label: 'Row', isNumber: true, cell: ({ row }) => row },
                { label: 'Column', cell: ({ column }) => column },
                { label: 'What', cell: ({ message }) => message },
              ]}
            />
          </Section>
        )}
        {report.first.length > 0 && (
          <Section title="The first readings">
            <PlainTable
              label="The first readings of the file"
              rows={report.first}
              keyOf={({ row, kind, takenAt }) => `${row} ${kind} ${takenAt.getTime()}`}
              columns={[
                { label: 'Row', isNumber: true, cell: ({ row }) => row },
                { label: 'Taken', cell: ({ takenAt }) => formatInstant(takenAt, timeZone) },
                { label: 'Reading', cell: ({ kind }) => readingKindOf(kind)?.label ?? kind },
                {
                  label: 'Value',
                  isNumber: true,
                  cell: ({ kind, value, unit, given }) =>
                    given
                      ? `${write(kind, given, writeWholly)} = ${write(kind, { value, unit }, writeIn)}`
                      : write(kind, { value, unit }, writeWholly),
                },
              ]}
            />
          </Section>
        )}
      </div>
    </Stack>
  );
}

/** Kinds in several units whose unit the file does not say, and those that an answer was given for. */
const kindsAskedOf = ({ columns, unitsUnsaid }: ImportReport, { units = {} }: ImportMapping) =>
  readingKinds
    .map(({ code }) => code)
    .filter(
      (code) =>
        (readingKindOf(code)?.units.length ?? 0) > 1 &&
        (unitsUnsaid.includes(code) ||
          units[code] !== undefined ||
          columns.some(({ means, unit }) => means === code && unit === undefined)),
    );

function clockNotes({ skippedTimes, doubleTimes }: ImportReport): string {
  const notes = [
    skippedTimes > 0 && `${skippedTimes} that the clocks skip in spring are taken as the time after`,
    doubleTimes > 0 && `${doubleTimes} that come twice in autumn as the first`,
  ].filter(Boolean);
  return notes.length > 0 ? `; ${notes.join(', ')}` : '';
}
