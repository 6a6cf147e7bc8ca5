import { Failure, Grid, Loading, Page, PrimaryButton, Section, Stack } from '../../kit/base';
import { useOwnAppointments } from '../../kit/clinic';
import { useChart } from '../../kit/data';

/** A patient's own appointments: ahead and past. */
export function OwnAppointments({ patient }: { patient: string }) {
  const answer = useChart(patient);
  const { ask, ahead, past, dialog } = useOwnAppointments(patient);
  const { data } = answer;
  return (
    <Page
      title="My appointments"
      columns
      actions={ask && <PrimaryButton label="Ask for an appointment" onClick={ask} />}
    >
      {!data && answer.error && <Failure error={answer.error} onRetry={answer.refetch} />}
      {!data && !answer.error && <Loading rows={6} columns={2} onRetry={answer.refetch} />}
      {data && (
        <Grid columns={2} min={320} gap={24}>
          <Stack>
            <Section title="Ahead">{ahead(data.appointments, data.names)}</Section>
          </Stack>
          <Stack>
            <Section title="Past and cancelled">{past(data.appointments, data.names)}</Section>
          </Stack>
        </Grid>
      )}
      {dialog}
    </Page>
  );
}
