import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { entities, type Patient } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { readingKindOf } from '../../../shared/rules/readings/kinds';
import { QuietButton, Failure, Menu, Section, Secondary, Stack } from '../../kit/base';
import { RecordDialog, type RecordRequest, useReadingUnits } from '../../kit/clinic';
import { useList, useNow, usePerson, useSaver } from '../../kit/data';
import { PlainTable } from '../../kit/record';
import { type HeldKind, type Limit, limitWords, shownLimits } from './shown-limits';

type Props = {
  patient: Patient;
  /** What was measured, by devices or at visits. */
  kinds: readonly HeldKind[];
};

/** What readings of this patient are held against: limits of their own where somebody set them, usual ones otherwise. */
export function Limits({ patient, kinds }: Props) {
  const person = usePerson();
  const saver = useSaver('readinglimits');
  const [request, setRequest] = useState<RecordRequest>();
  const now = useNow(60_000);
  const units = useReadingUnits();
  const mayRead = may(person, 'read', entities.readinglimits);
  const answer = useList(
    'readinglimits',
    { filter: { patient: { is: patient.id } }, page: { offset: 0, limit: 100 } },
    { isWanted: mayRead },
  );
  if (!mayRead) return null;
  const own = answer.data?.rows ?? [];
  const shown = shownLimits(own, kinds, now);
  const mayAdd = may(person, 'create', entities.readinglimits) && !patient.deletedAt;
  const mayChange = may(person, 'update', entities.readinglimits);
  const mayRemove = may(person, 'remove', entities.readinglimits);
  const start = { entity: 'readinglimits', initial: { patient: patient.id } } as const;
  const menuOf = (limit: Limit) => [
    ...(mayChange
      ? [
          {
            label: 'Edit…',
            icon: IconPencil,
            onSelect: () => setRequest({ entity: 'readinglimits', record: limit }),
          },
        ]
      : []),
    ...(mayRemove
      ? [{ label: 'Remove', icon: IconTrash, danger: true, onSelect: () => void saver.remove(limit) }]
      : []),
  ];
  return (
    <Section
      title="Limits"
      help="Values outside are marked. The usual limits make a curve easier to read and are no advice."
      action={
        mayAdd && (
          <QuietButton label="Set limits" icon={IconPlus} size="small" onClick={() => setRequest(start)} />
        )
      }
    >
      <Stack>
        {answer.error && <Failure error={answer.error} onRetry={answer.refetch} inline />}
        {shown.length === 0 && !answer.error && answer.data && (
          <Secondary>
            {kinds.length > 0
              ? 'There are no limits for what was measured.'
              : 'None are set for this patient. What is measured is held against the usual limits of the age, where there are any.'}
          </Secondary>
        )}
        {shown.length > 0 && (
          <PlainTable
            label="Limits of readings"
            rows={shown}
            keyOf={({ key }) => key}
            columns={[
              { label: 'Reading', cell: ({ kind }) => readingKindOf(kind)?.label ?? kind },
              {
                label: 'Lowest',
                isNumber: true,
                cell: ({ kind, low }) => limitWords(units.of(kind), kind, low),
              },
              {
                label: 'Highest',
                isNumber: true,
                cell: ({ kind, high }) => limitWords(units.of(kind), kind, high),
              },
              {
                label: 'From',
                cell: ({ from, own: limit }) => [from, limit?.note].filter(Boolean).join(': '),
              },
              {
                label: 'Do',
                cell: ({ own: limit, kind }) => {
                  const items = limit ? menuOf(limit) : [];
                  if (items.length === 0) return null;
                  return (
                    <Menu label={`More for limits of ${readingKindOf(kind)?.label ?? kind}`} items={items} />
                  );
                },
              },
            ]}
          />
        )}
      </Stack>
      <RecordDialog
        request={request}
        onClose={() => setRequest(undefined)}
        names={{ [patient.id]: [patient.firstname, patient.lastname].filter(Boolean).join(' ') }}
      />
    </Section>
  );
}
