import { memo, useState } from 'react';
import type { ReadingRow } from '../../../shared/contract';
import { may } from '../../../shared/rules/permissions';
import { readingRecords } from '../../../shared/rules/readings/access';
import { readingKindOf } from '../../../shared/rules/readings/kinds';
import {
  Failure,
  Loading,
  Quiet,
  QuietButton,
  Row,
  Secondary,
  Segmented,
  Stack,
  Tag,
  Unbroken,
} from '../../kit/base';
import type { ReadingGroup } from '../../../shared/rules/readings/groups';
import { shortLabelOf, useReadingUnits, writeWholly } from '../../kit/clinic';
import { usePerson, useReadingList, useTimeZone } from '../../kit/data';
import { formatInstant, formatNumber } from '../../kit/format';
import { PlainTable } from '../../kit/record';
import { fileOf, useWithdrawing } from './use-withdrawing';
import { WithdrawDialog } from './WithdrawDialog';

const pageSize = 25;

const originWords = { entered: 'By hand', device: 'Device', file: 'File' } satisfies Record<
  ReadingRow['origin'],
  string
>;

/** What of the table stands in the address; empty: as it comes. */
export type SingleChoice = { readonly kind?: string; readonly only?: '' | 'outside' };

type Props = {
  patient: string;
  groups: readonly ReadingGroup[];
  /** From and until when, in ms, with a space between; what follows after another is no part of it. */
  asked: string;
  /** Of several kinds, the one that is listed; the first when it is none of them. */
  chosen?: string | undefined;
  isOnlyOutside: boolean;
  onChoose: (choice: SingleChoice) => void;
  /** What is shown, with this kind in the list, is to stay, however many readings there are of each. */
  onStay: (kind: string) => void;
};

const views = [
  { value: '', label: 'Every reading' },
  { value: 'outside', label: 'Outside the limits' },
] as const;

/** Every reading of one kind in the time that the plot shows, newest first; what was entered in error is taken out here. */
export const SingleReadings = memo(function SingleReadings(props: Props) {
  const { patient, groups, asked, chosen, isOnlyOutside, onChoose, onStay } = props;
  const person = usePerson();
  const timeZone = useTimeZone();
  const units = useReadingUnits();
  const withdrawing = useWithdrawing(patient);
  const kinds = groups.flatMap((group) => group.kinds);
  const kind = kinds.find((each) => each === chosen) ?? kinds[0] ?? '8867-4';
  // What is listed otherwise begins at its first page.
  const listed = `${asked} ${kind} ${isOnlyOutside}`;
  const [offset, setOffset] = useState({ listed, at: 0 });
  const [asking, setAsking] = useState<ReadingRow>();
  const at = offset.listed === listed ? offset.at : 0;
  const [from = 0, to = 1] = asked.split(' ').map(Number);
  const answer = useReadingList({
    patient,
    kind,
    from: new Date(Math.max(from, 0)),
    to: new Date(to),
    ...(isOnlyOutside && { only: 'outside' as const }),
    page: { offset: at, limit: pageSize },
  });
  const { unit, show, write } = units.of(kind);
  const mayWithdraw = may(person, 'remove', readingRecords);

  const valueOf = (row: ReadingRow) => {
    const given = row.given && readingKindOf(row.kind)?.units.find(({ code }) => code === row.given?.unit);
    const came = row.given && given && writeWholly(given, row.given.value);
    if (given?.code === unit.code) return `${came} ${unit.label}`;
    const value = `${write(show(row.value))} ${unit.label}`;
    return given ? `${value} (${came} ${given.label})` : value;
  };
  const { rows = [], total = 0 } = answer.data ?? {};
  const fileOfAsking = asking && fileOf(asking);

  return (
    <Stack>
      <Row>
        {kinds.length > 1 && (
          <Segmented
            label="Kind of reading"
            value={kind}
            onChange={(next) => onChoose({ kind: next })}
            options={kinds.map((value) => ({ value, label: shortLabelOf(value) }))}
          />
        )}
        <Segmented
          label="Which readings"
          value={isOnlyOutside ? 'outside' : ''}
          onChange={(only) => onChoose({ only })}
          options={views}
        />
      </Row>
      {!answer.data && answer.error && <Failure error={answer.error} onRetry={answer.refetch} inline />}
      {!answer.data && !answer.error && <Loading rows={5} columns={4} onRetry={answer.refetch} />}
      {answer.data && rows.length === 0 && (
        <Secondary>
          {isOnlyOutside ? 'None outside the limits in this time.' : 'None in this time.'}
        </Secondary>
      )}
      {rows.length > 0 && (
        <PlainTable
          label={`Readings: ${shortLabelOf(kind)}`}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              label: 'Taken',
              cell: ({ takenAt }) => <Unbroken>{formatInstant(takenAt, timeZone)}</Unbroken>,
            },
            {
              label: 'Value',
              cell: (row) => <Unbroken>{row.withdrawn ? <s>{valueOf(row)}</s> : valueOf(row)}</Unbroken>,
            },
            {
              label: 'Limits',
              cell: ({ outside, withdrawn }) => outside && !withdrawn && <Tag tone="warn">outside</Tag>,
            },
            {
              label: 'From',
              cell: ({ origin, source, recordedBy }) =>
                [originWords[origin], source, recordedBy].filter(Boolean).join(', '),
            },
            {
              label: 'Note',
              cell: ({ note, withdrawn }) =>
                withdrawn ? (
                  <Quiet>
                    {`Withdrawn ${formatInstant(withdrawn.at, timeZone)}${withdrawn.by ? ` by ${withdrawn.by}` : ''}: ${withdrawn.reason}`}
                  </Quiet>
                ) : (
                  note
                ),
            },
            ...(mayWithdraw
              ? [
                  {
                    label: 'Do',
                    cell: (row: ReadingRow) =>
                      row.withdrawn ? (
                        <BringBack row={row} value={valueOf(row)} {...withdrawing} />
                      ) : (
                        <QuietButton
                          label="Withdraw…"
                          size="small"
                          ariaLabel={`Withdraw… ${valueOf(row)}`}
                          onClick={() => setAsking(row)}
                        />
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {total > pageSize && (
        <Row>
          <QuietButton
            label="Newer"
            size="small"
            {...(at === 0 && { disabledReason: 'These are the newest of this time' })}
            onClick={() => setOffset({ listed, at: Math.max(at - pageSize, 0) })}
          />
          <QuietButton
            label="Older"
            size="small"
            {...(at + pageSize >= total && { disabledReason: 'These are the oldest of this time' })}
            onClick={() => setOffset({ listed, at: at + pageSize })}
          />
          <Quiet numbers>
            {formatNumber(at + 1)}–{formatNumber(Math.min(at + pageSize, total))} of {formatNumber(total)}
          </Quiet>
        </Row>
      )}
      {asking && (
        <WithdrawDialog
          what={`${shortLabelOf(asking.kind)} ${valueOf(asking)}, ${formatInstant(asking.takenAt, timeZone)}`}
          onClose={() => setAsking(undefined)}
          file={fileOfAsking && { patient, of: fileOfAsking, words: fileWords(asking, timeZone) }}
          onWithdraw={(reason, isWholeFile) => {
            onStay(kind);
            const file = isWholeFile ? fileOfAsking : undefined;
            return file ? withdrawing.withdrawFile(file, reason) : withdrawing.withdraw(asking, reason);
          }}
        />
      )}
    </Stack>
  );
});

const fileWords = ({ recordedAt, source }: ReadingRow, timeZone: string) =>
  `the file${source ? ` of ${source}` : ''} of ${formatInstant(recordedAt, timeZone)}`;

type BringBackProps = { row: ReadingRow; value: string } & Pick<
  ReturnType<typeof useWithdrawing>,
  'bringBack' | 'bringFileBack'
>;

/** One reading; of a file also all that was withdrawn at the same time. */
function BringBack({ row, value, bringBack, bringFileBack }: BringBackProps) {
  const file = fileOf(row);
  const { withdrawn } = row;
  return (
    <>
      <QuietButton
        label="Bring back"
        size="small"
        ariaLabel={`Bring back ${value}`}
        onClick={() => void bringBack(row)}
      />
      {file && withdrawn && (
        <QuietButton
          label="With its file"
          size="small"
          ariaLabel={`Bring back ${value} with its file`}
          onClick={() => void bringFileBack(file, withdrawn.at)}
        />
      )}
    </>
  );
}
