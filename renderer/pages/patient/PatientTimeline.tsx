import {
  IconCalendarPlus,
  IconFilePlus,
  IconFilterOff,
  IconPencil,
  IconSignature,
  IconTimeline,
  IconTrash,
} from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { hasDuty, may } from '../../../shared/rules/permissions';
import { isBeforeSignatures, isSigned } from '../../../shared/rules/visit-signing';
import { DefaultButton, Empty, Link, type MenuItem, Quiet, SoftButton } from '../../kit/base';
import {
  amendmentOf,
  filterTimeline,
  isLongText,
  ownStatus,
  Timeline,
  QuickSymptom,
  type TimelineEntry,
  TimelineEntryLine,
  TimelineFoot,
  TimelineHead,
  type TimelineKind,
  timelineOf,
  useSignVisit,
} from '../../kit/clinic';
import { usePerson, useSaver, useSession } from '../../kit/data';
import { searchAddress } from '../../kit/found/search-address';
import { isOwnOnly, useBookFor } from './book-for';
import { foldSeen } from './fold-seen';
import type { Open } from './open';

const kindNames: Readonly<Record<TimelineKind, string>> = {
  healthlogs: 'Visits',
  prescriptions: 'Prescriptions',
  symptomjournals: 'Symptoms',
  appointments: 'Appointments',
  attachments: 'Documents',
};
const everything = { kind: 'all' as const, text: '', isExpanded: false };

/** All visits, prescriptions, symptoms, documents and appointments of a patient, newest first. */
export function PatientTimeline({ chart, open, today }: { chart: Chart; open: Open; today: string }) {
  const person = usePerson();
  const navigate = useNavigate();
  const savers = useSavers();
  const [filter, setFilter] = useState<Parameters<typeof TimelineHead>[0]['value']>(everything);
  const booking = useBookFor(chart.patient);
  const entries = useMemo(
    () => timelineOf(chart, isOwnOnly(person) ? (each) => ownStatus(each, person.userId) : undefined),
    [chart, person],
  );
  const signing = useSignVisit();
  const doctor = useSession().user?.doctor;
  const shown = useMemo(
    () => filterTimeline(filter.kind === 'all' ? foldSeen(entries) : entries, filter.kind, filter.text),
    [entries, filter.kind, filter.text],
  );
  const kinds = (Object.keys(kindNames) as TimelineKind[]).filter((kind) =>
    may(person, 'read', entities[kind]),
  );

  const openRecord = ({ kind, record }: TimelineEntry) => void navigate(`/${kind}/${record.id}`);
  const menuOf = (entry: TimelineEntry): MenuItem[] => {
    const { kind, record } = entry;
    const items: MenuItem[] = [{ label: 'Open', onSelect: () => openRecord(entry) }];
    if (kind === 'healthlogs' && isSigned(record)) {
      const initial = amendmentOf(record, { date: today, doctor });
      if (may(person, 'create', entities.healthlogs))
        items.push({
          label: 'Add amendment…',
          icon: IconFilePlus,
          onSelect: () => open.record({ entity: kind, initial }),
        });
      return items;
    }
    if (kind === 'healthlogs' && signing.maySign(record))
      items.push({ label: 'Sign…', icon: IconSignature, onSelect: () => signing.ask(record) });
    // Who only asks for appointments calls them off and asks again.
    const mayEdit = may(person, 'update', entities[kind]) && !(kind === 'appointments' && isOwnOnly(person));
    if (mayEdit) {
      const edit = () =>
        kind === 'appointments'
          ? open.booking({ kind: 'move', appointment: record })
          : open.record({ entity: kind, record });
      items.push({ label: kind === 'appointments' ? 'Move…' : 'Edit…', icon: IconPencil, onSelect: edit });
    }
    if (may(person, 'remove', entities[kind])) {
      items.push({
        label: 'Remove',
        icon: IconTrash,
        danger: true,
        onSelect: () => void savers[kind].remove(record),
      });
    }
    return items;
  };

  const nextOf = ({ kind, record, title }: TimelineEntry) =>
    kind === 'healthlogs' &&
    signing.maySign(record) &&
    !isBeforeSignatures(record) && (
      <SoftButton
        label="Sign"
        ariaLabel={`Sign ${title}`}
        size="small"
        icon={IconSignature}
        onClick={() => signing.ask(record)}
      />
    );

  return (
    <>
      {signing.dialog}
      <TimelineHead
        value={filter}
        onChange={setFilter}
        kinds={kinds.map((value) => ({ value, label: kindNames[value] }))}
        hasLongText={entries.some(isLongText)}
      />
      {(filter.kind === 'symptomjournals' || isOwnOnly(person)) && !chart.patient.deletedAt && (
        <TimelineEntryLine>
          <QuickSymptom patient={chart.patient.id} symptoms={chart.symptomjournals} />
        </TimelineEntryLine>
      )}
      {shown.length > 0 && (
        <Timeline
          entries={shown}
          headOf={(entry, before) => headOf(entry, before, today)}
          isExpanded={filter.isExpanded}
          onOpen={openRecord}
          menuOf={menuOf}
          nextOf={nextOf}
        />
      )}
      {filter.text.trim() !== '' && hasDuty(person, 'findRecords') && (
        <TimelineFoot>
          <Quiet>
            Words inside documents are not looked through here.{' '}
            <Link to={`/search?${searchAddress({ text: filter.text })}`}>
              Search everything for “{filter.text.trim()}”
            </Link>
          </Quiet>
        </TimelineFoot>
      )}
      {entries.length === 0 && (
        <Empty
          icon={IconTimeline}
          title="Nothing is recorded yet"
          text="Visits, prescriptions, symptoms, documents and appointments appear here, newest first."
          actions={
            may(person, 'create', entities.appointments) &&
            !chart.patient.deletedAt && (
              <DefaultButton
                label="Book an appointment"
                icon={IconCalendarPlus}
                onClick={() => open.booking(booking)}
              />
            )
          }
        />
      )}
      {entries.length > 0 && shown.length === 0 && (
        <Empty
          icon={IconFilterOff}
          title="Nothing fits"
          text={nothingFits(filter, entries.length)}
          actions={<DefaultButton label="Show everything" onClick={() => setFilter(everything)} />}
        />
      )}
    </>
  );
}

/** Parts what is to come from what was, where the timeline holds both. */
function headOf(entry: TimelineEntry, before: TimelineEntry | undefined, today: string): string | undefined {
  const isAhead = (each: TimelineEntry) => (each.date ?? '') > today;
  if (!before) return isAhead(entry) ? 'Ahead' : undefined;
  return isAhead(before) && !isAhead(entry) ? 'Until today' : undefined;
}

function nothingFits({ kind, text }: { kind: TimelineKind | 'all'; text: string }, total: number): string {
  const filters = [
    kind !== 'all' && `only ${kindNames[kind].toLowerCase()} are shown`,
    text && `"${text}" is looked for`,
  ];
  return `${filters
    .filter(Boolean)
    .join(' and ')
    .replace(/^./, (first) => first.toUpperCase())}; the chart has ${total} entries.`;
}

function useSavers() {
  return {
    healthlogs: useSaver('healthlogs'),
    prescriptions: useSaver('prescriptions'),
    symptomjournals: useSaver('symptomjournals'),
    appointments: useSaver('appointments'),
    attachments: useSaver('attachments'),
  };
}
