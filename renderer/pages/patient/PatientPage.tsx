import { useState } from 'react';
import { useParams } from 'react-router';
import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { isActive } from '../../../shared/rules/active';
import { may } from '../../../shared/rules/permissions';
import { Banner, DefaultButton, Failure, Link, Loading } from '../../kit/base';
import {
  BookingDialog,
  type BookingRequest,
  ChartLayout,
  NoSuchPatient,
  PatientBanner,
  RecordDialog,
  type RecordRequest,
} from '../../kit/clinic';
import { useChart, usePerson, useSaver, useToday } from '../../kit/data';
import { CareColumn } from './CareColumn';
import { PatientActions } from './PatientActions';
import { PatientTimeline } from './PatientTimeline';
import { VisitState } from './VisitState';
import { VitalsColumn } from './VitalsColumn';

/** Everything of one patient: who they are, what happened, how they do. `id` comes from the address unless given. */
export function PatientPage({ id: given }: { id?: string }) {
  const { id: addressed = '' } = useParams();
  const id = given ?? addressed;
  const answer = useChart(id);
  const { data, error, refetch } = answer;
  const hasCode = error !== null && 'code' in error;
  if (!data && hasCode && error.code === 'NOT_FOUND') {
    return <NoSuchPatient />;
  }
  if (!data && error) return <Failure error={error} onRetry={refetch} />;
  if (!data) return <Loading rows={10} columns={3} onRetry={refetch} />;
  return <PatientChart key={id} chart={data} />;
}

function PatientChart({ chart }: { chart: Chart }) {
  const today = useToday();
  const { restore } = useSaver('patients');
  const [record, setRecord] = useState<RecordRequest>();
  const [booking, setBooking] = useState<BookingRequest>();
  const person = usePerson();
  const { patient, hasAlerts, names } = chart;
  const allergies = may(person, 'read', entities.allergies)
    ? chart.allergies.filter(isActive).map((each) => entities.allergies.title(each))
    : undefined;
  const open = { record: setRecord, booking: setBooking };
  return (
    <>
      <ChartLayout
        names={{ left: 'About', middle: 'Timeline', right: 'Vitals and next' }}
        banner={
          <PatientBanner
            {...{ patient, hasAlerts, allergies, today }}
            state={<VisitState appointments={chart.appointments} today={today} />}
            actions={<PatientActions chart={chart} open={open} />}
          />
        }
        strip={
          <>
            {patient.deletedAt && (
              <Banner
                tone="warn"
                action={
                  <DefaultButton size="small" label="Bring back" onClick={() => void restore(patient.id)} />
                }
              >
                This record is removed.
              </Banner>
            )}
            {patient.mergedInto && (
              <Banner tone="info">
                This record was merged into <Link to={`/patients/${patient.mergedInto}`}>another one</Link>.
              </Banner>
            )}
          </>
        }
        left={<CareColumn chart={chart} open={open} />}
        middle={<PatientTimeline chart={chart} open={open} today={today} />}
        right={<VitalsColumn chart={chart} open={open} today={today} />}
      />
      <RecordDialog
        request={record}
        onClose={() => setRecord(undefined)}
        names={names}
        alerts={{
          has: hasAlerts,
          text: [...(allergies ?? []).map((each) => `Allergy: ${each}`), patient.alerts]
            .filter(Boolean)
            .join('\n'),
        }}
      />
      <BookingDialog request={booking} onClose={() => setBooking(undefined)} names={names} />
    </>
  );
}
