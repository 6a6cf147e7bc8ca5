import { IconCalendarPlus, IconFilterOff, IconSignature, IconTimeline } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { hasDuty, may } from '../../../shared/rules/permissions';
import { readingRecords } from '../../../shared/rules/readings/access';
import { isBeforeSignatures } from '../../../shared/rules/visit-signing';
import { DefaultButton, Empty, Failure, Link, Quiet, QuietButton, SoftButton } from '../../kit/base';
import {
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
import { useLatest, usePerson } from '../../kit/data';
import { formatDate } from '../../kit/format';
import { useMissingCodes } from '../../kit/data/missing-codes';
import { searchAddress } from '../../kit/found/search-address';
import { isOwnOnly, useBookFor } from './book-for';
import { foldSeen } from './fold-seen';
import type { Open } from './open';
import { useEntryActions } from './use-entry-actions';
import { useTimelineReadings } from './use-timeline-readings';

const kindNames: Readonly<Record<TimelineKind, string>> = {
  healthlogs: 'Visits',
  prescriptions: 'Prescriptions',
  symptomjournals: 'Symptoms',
  appointments: 'Appointments',
  attachments: 'Documents',
  readings: 'Readings',
};
const everything = { kind: 'all' as const, text: '', isExpanded: false };

/** All visits, prescriptions, symptoms, documents, appointments and days with readings of a patient, newest first. */
export function PatientTimeline({ chart, open, today }: { chart: Chart; open: Open; today: string }) {
  const person = usePerson();
  const [filter, setFilter] = useState<Parameters<typeof TimelineHead>[0]['value']>(everything);
  const booking = useBookFor(chart.patient);
  const readings = useTimelineReadings(chart.patient.id);
  const { day, moment } = useLatest()();
  const codings = useMemo(
    () => chart.healthlogs.flatMap(({ diagnoses = [], procedures = [] }) => [...diagnoses, ...procedures]),
    [chart.healthlogs],
  );
  const editionWithout = useMissingCodes(codings);
  const entries = useMemo(
    () =>
      timelineOf(chart, {
        readings: readings.entries,
        latest: { day, moment },
        editionWithout,
        takenOn: today,
        ...(isOwnOnly(person) && { statusWords: (each) => ownStatus(each, person.userId) }),
      }),
    [chart, person, readings.entries, day, moment, editionWithout, today],
  );
  const signing = useSignVisit();
  const actions = useEntryActions({ patient: chart.patient.id, open, today, signing });
  const { fold } = readings;
  const shown = useMemo(
    () => filterTimeline(filter.kind === 'all' ? fold(foldSeen(entries)) : entries, filter.kind, filter.text),
    [entries, fold, filter.kind, filter.text],
  );
  const kinds = (Object.keys(kindNames) as TimelineKind[]).filter((kind) =>
    may(person, 'read', kind === 'readings' ? readingRecords : entities[kind]),
  );

  const shownReadings = filter.kind === 'all' || filter.kind === 'readings';

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
        hasLongText={shown.some(isLongText)}
      />
      {(filter.kind === 'symptomjournals' || isOwnOnly(person)) && !chart.patient.deletedAt && (
        <TimelineEntryLine>
          <QuickSymptom patient={chart.patient.id} symptoms={chart.symptomjournals} />
        </TimelineEntryLine>
      )}
      {shown.length > 0 && (
        <Timeline
          choice={`${filter.kind} ${filter.text}`}
          entries={shown}
          headOf={(entry, before) => headOf(entry, before, today)}
          isExpanded={filter.isExpanded}
          onOpen={actions.open}
          menuOf={actions.menuOf}
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
      {shownReadings && readings.error && (
        <TimelineFoot>
          <Failure error={readings.error} onRetry={readings.retry} inline />
        </TimelineFoot>
      )}
      {shownReadings && readings.since && (
        <TimelineFoot>
          <Quiet>
            Readings before {formatDate(readings.since)} are not in the timeline yet.{' '}
            <QuietButton label="Show older readings" onClick={readings.readOlder} />
          </Quiet>
        </TimelineFoot>
      )}
      {entries.length === 0 && (
        <Empty
          icon={IconTimeline}
          title="Nothing is recorded yet"
          text="Visits, prescriptions, symptoms, documents, appointments and readings appear here, newest first."
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
