import { IconUserQuestion } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { Symptom } from '../../../shared/entities';
import {
  DefaultButton,
  Empty,
  Failure,
  Grid,
  Link,
  Loading,
  Page,
  PrimaryButton,
  Section,
  Stack,
} from '../../kit/base';
import { QuickSymptom, SideList, useOwnAppointments } from '../../kit/clinic';
import { useChart, usePerson, useToday } from '../../kit/data';
import { formatDate, formatLongDate } from '../../kit/format';
import { OwnActions } from './OwnActions';

/** The home page of a patient: what is ahead, what to take, what they noted. */
export function OwnToday() {
  const { patient, displayName } = usePerson();
  const today = useToday();
  if (!patient) {
    return (
      <Page title="Today" subtitle={formatLongDate(today)}>
        <Empty
          icon={IconUserQuestion}
          title={`Welcome, ${displayName}`}
          text="Your account is not linked to a patient record yet. The clinic can do that under Users."
        />
      </Page>
    );
  }
  return <OwnPage patient={patient} />;
}

function OwnPage({ patient }: { patient: string }) {
  const today = useToday();
  const navigate = useNavigate();
  const answer = useChart(patient);
  const appointments = useOwnAppointments(patient);
  const { userId } = usePerson();
  const { data } = answer;
  // What came from an older system does not say who noted it.
  const isOwn = ({ createdBy }: Symptom) => createdBy === userId;
  const own = data?.symptomjournals.filter(isOwn) ?? [];
  const others = data?.symptomjournals.filter((each) => !isOwn(each)) ?? [];
  return (
    <Page
      title="Today"
      subtitle={formatLongDate(today)}
      columns
      actions={
        <>
          <DefaultButton label="My record" onClick={() => void navigate(`/patients/${patient}`)} />
          <OwnActions patient={patient} />
          {appointments.ask && <PrimaryButton label="Ask for an appointment" onClick={appointments.ask} />}
        </>
      }
    >
      {!data && answer.error && <Failure error={answer.error} onRetry={answer.refetch} />}
      {!data && !answer.error && <Loading rows={6} columns={2} onRetry={answer.refetch} />}
      {data && (
        <Stack gap={24}>
          <Section title="How do I feel?">
            <QuickSymptom patient={patient} symptoms={data.symptomjournals} />
          </Section>
          <Grid columns={2} min={320} gap={24}>
            <Stack>
              <Section title="My next appointments">
                {appointments.ahead(data.appointments, data.names)}
              </Section>
            </Stack>
            <Stack>
              <Section title="My medicines">
                <SideList
                  nothing="No active prescription."
                  items={data.prescriptions
                    .filter((each) => each.status === 'active')
                    .map((each) => ({
                      key: each.id,
                      title: [each.prescriptionName, each.amount].filter(Boolean).join(', '),
                      detail: each.generalinstructions,
                    }))}
                />
              </Section>
            </Stack>
            <Stack>
              <Section title="Readings">
                <Link to={`/patients/${patient}/readings`}>My readings, and new ones</Link>
              </Section>
            </Stack>
            <Stack>
              <Section
                title="What I noted"
                action={
                  data.symptomjournals.length > 0 && (
                    <Link to={`/patients/${patient}/symptoms`}>How it went over time</Link>
                  )
                }
              >
                <Symptoms symptoms={own} nothing="You noted no symptom yet." />
              </Section>
              {others.length > 0 && (
                <Section title="Noted for me">
                  <Symptoms symptoms={others} />
                </Section>
              )}
            </Stack>
          </Grid>
        </Stack>
      )}
      {appointments.dialog}
    </Page>
  );
}

/** The newest few. */
function Symptoms({ symptoms, nothing }: { symptoms: readonly Symptom[]; nothing?: string }) {
  return (
    <SideList
      {...(nothing && { nothing })}
      items={symptoms.slice(0, 6).map((each) => ({
        key: each.id,
        title: each.symptomType ?? 'Symptom',
        detail: [each.severity !== undefined && `Severity ${each.severity} of 10`, each.symptomInfo]
          .filter(Boolean)
          .join(', '),
        right: each.symptomDate && formatDate(each.symptomDate),
      }))}
    />
  );
}
