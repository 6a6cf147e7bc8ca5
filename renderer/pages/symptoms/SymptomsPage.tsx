import { IconNotes } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { codeOf, Empty, Failure, Link, Loading, Page, Section, Stack } from '../../kit/base';
import {
  medicinesLane,
  QuickSymptom,
  severityLane,
  symptomKinds,
  NoSuchPatient,
  unratedLane,
  visitsLane,
  wholeOf,
} from '../../kit/clinic';
import { useChart, useNow, usePerson, useTimeZone, useToday } from '../../kit/data';
import { LaneChoice, TimePlot, type TimeSpan } from '../../kit/plot';
import { SymptomList } from './SymptomList';

/** So many are plotted until others are chosen. */
const plottedAtFirst = 3;

/** How bad each symptom was over time, beside the medicines that were taken; new ones are noted in one line. */
export function SymptomsPage({ patient }: { patient: string }) {
  const { data, error, refetch } = useChart(patient);
  if (!data && error && codeOf(error) === 'NOT_FOUND') {
    return <NoSuchPatient />;
  }
  if (!data && error) return <Failure error={error} onRetry={refetch} />;
  if (!data) return <Loading rows={8} columns={3} onRetry={refetch} />;
  return <Symptoms chart={data} />;
}

function Symptoms({ chart }: { chart: Chart }) {
  const { patient, symptomjournals } = chart;
  const person = usePerson();
  const name = [patient.firstname, patient.lastname].filter(Boolean).join(' ');
  return (
    <Page
      title="Symptoms"
      subtitle={<Link to={`/patients/${patient.id}`}>{name || 'Back to the record'}</Link>}
      actions={<Link to={`/symptomjournals?patient=${patient.id}`}>List of all</Link>}
    >
      <Stack gap={24}>
        {!patient.deletedAt && <QuickSymptom patient={patient.id} symptoms={symptomjournals} />}
        {symptomjournals.length === 0 ? (
          <Empty
            icon={IconNotes}
            title="No symptom is noted yet"
            text={
              may(person, 'create', entities.symptomjournals)
                ? 'What is noted above appears here as a curve, beside the medicines.'
                : 'What is noted appears here as a curve, beside the medicines.'
            }
          />
        ) : (
          <SymptomPlot chart={chart} />
        )}
        {symptomjournals.length > 0 && (
          <Section title="Noted last">
            <SymptomList symptoms={symptomjournals} />
          </Section>
        )}
      </Stack>
    </Page>
  );
}

function SymptomPlot({ chart }: { chart: Chart }) {
  const { symptomjournals, prescriptions } = chart;
  const navigate = useNavigate();
  const person = usePerson();
  const timeZone = useTimeZone();
  const today = useToday();
  const now = useNow(60_000).getTime();
  const kinds = useMemo(() => symptomKinds(symptomjournals), [symptomjournals]);
  const [chosen, setChosen] = useState<string[]>();
  const plotted = chosen ?? kinds.slice(0, plottedAtFirst).map(({ key }) => key);
  const shown = kinds.filter(({ key }) => plotted.includes(key));
  const lanes = useMemo(() => {
    const medicines = medicinesLane(prescriptions, today, timeZone);
    const visits = visitsLane(chart, timeZone);
    return [
      ...shown.map((kind) => severityLane(kind, timeZone)),
      ...unratedLane(shown, timeZone),
      ...(medicines.bars.length > 0 ? [medicines] : []),
      ...(may(person, 'read', entities.healthlogs) && visits.marks.length > 0 ? [visits] : []),
    ];
    // oxlint-disable-next-line react/exhaustive-deps -- `plotted` is made anew each time; its words say when it differs
  }, [chart, prescriptions, kinds, plotted.join('\n'), today, timeZone, person]);
  const whole = useMemo(() => {
    const times = lanes.flatMap((lane) =>
      lane.kind === 'curve' ? lane.lines.flatMap(({ points }) => points.map(({ at }) => at)) : [],
    );
    return wholeOf(times, now);
  }, [lanes, now]);
  const [span, setSpan] = useState<TimeSpan>();
  return (
    <Stack>
      {kinds.length > 1 && (
        <LaneChoice
          label="Symptoms shown"
          options={kinds.map(({ key, label, entries }) => ({
            value: key,
            label,
            detail: String(entries.length),
          }))}
          value={plotted}
          onChange={setChosen}
        />
      )}
      <TimePlot
        label="Severity of symptoms over time"
        lanes={lanes}
        span={span ?? whole}
        onSpan={setSpan}
        whole={whole}
        now={now}
        timeZone={timeZone}
        onOpen={(route) => void navigate(route)}
      />
    </Stack>
  );
}
