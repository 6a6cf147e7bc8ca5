import { IconActivityHeartbeat, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ChartOutline, ReadingSummary, WithdrawnKind } from '../../../shared/contract';
import { may } from '../../../shared/rules/permissions';
import { readingRecords } from '../../../shared/rules/readings/access';
import { readingGroups } from '../../../shared/rules/readings/groups';
import {
  codeOf,
  DefaultButton,
  Empty,
  Failure,
  Link,
  Loading,
  Page,
  PrimaryButton,
  Stack,
} from '../../kit/base';
import { isNotedAtVisits, kindsAtVisits, NoSuchPatient } from '../../kit/clinic';
import { usePerson } from '../../kit/data';
import { ImportDialog } from './ImportDialog';
import { Limits } from './Limits';
import { ReadingPlot } from './ReadingPlot';
import { RecordReading } from './RecordReading';
import { heldKinds } from './shown-limits';
import { usePatientReadings } from './use-patient-readings';

/** What is measured over and over of one patient: curves beside visits and medicines, single readings, limits. */
export function ReadingsPage({ patient }: { patient: string }) {
  const { summary, outline } = usePatientReadings(patient);
  const error = outline.data ? summary.error : outline.error;
  const again = () => {
    outline.refetch();
    summary.refetch();
  };
  if (outline.data && summary.data) return <Readings outline={outline.data} {...summary.data} />;
  if (error && codeOf(error) === 'NOT_FOUND') {
    return <NoSuchPatient />;
  }
  if (error) return <Failure error={error} onRetry={again} />;
  return <Loading rows={8} columns={3} onRetry={again} />;
}

type ReadingsProps = {
  outline: ChartOutline;
  kinds: readonly ReadingSummary[];
  withdrawn: readonly WithdrawnKind[];
};

function Readings({ outline, kinds, withdrawn }: ReadingsProps) {
  const { patient, healthlogs } = outline;
  const person = usePerson();
  const [open, setOpen] = useState<'record' | 'import'>();
  const name = [patient.firstname, patient.lastname].filter(Boolean).join(' ');
  const mayAdd = may(person, 'create', readingRecords) && !patient.deletedAt;
  // Also of what was withdrawn, all of it perhaps: it is brought back from its list.
  const groups = readingGroups.filter(
    (group) =>
      [...kinds, ...withdrawn].some(({ kind }) => group.kinds.includes(kind)) ||
      isNotedAtVisits(group, healthlogs),
  );
  return (
    <Page
      title="Readings"
      subtitle={<Link to={`/patients/${patient.id}`}>{name || 'Back to the record'}</Link>}
      actions={
        mayAdd && (
          <>
            <DefaultButton label="Import…" icon={IconFileImport} onClick={() => setOpen('import')} />
            <PrimaryButton label="Enter a reading" icon={IconPlus} onClick={() => setOpen('record')} />
          </>
        )
      }
    >
      <Stack gap={24}>
        {groups.length === 0 ? (
          <Empty
            icon={IconActivityHeartbeat}
            title="Nothing was measured yet"
            text={
              mayAdd
                ? 'Enter a reading, import the file of a device, or let a device send them.'
                : 'Readings appear here as curves, beside visits and medicines.'
            }
          />
        ) : (
          <ReadingPlot {...{ outline, groups, kinds, withdrawn }} />
        )}
        <Limits patient={patient} kinds={heldKinds(kinds, kindsAtVisits(healthlogs), patient.dateOfBirth)} />
      </Stack>
      {mayAdd && (
        <>
          <RecordReading opened={open === 'record'} patient={patient.id} onClose={() => setOpen(undefined)} />
          <ImportDialog
            opened={open === 'import'}
            patient={patient.id}
            name={name}
            onClose={() => setOpen(undefined)}
          />
        </>
      )}
    </Page>
  );
}
