import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { Chart } from '../../../shared/contract';
import { type Appointment, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { ageOn } from '../../../shared/rules/time';
import { IconButton, Link, Panel, Tag } from '../../kit/base';
import {
  bloodPressureMark,
  bodyMassIndexMark,
  lastDayOf,
  lastValue,
  MeasurePlot,
  MeasureRow,
  MeasuresBelow,
  type MeasureSeries,
  measuresOf,
  ownStatus,
  SideList,
  statusLabel,
  statusOf,
  visitsUntil,
} from '../../kit/clinic';
import { useLatest, useMeasures, usePerson } from '../../kit/data';
import { formatDate } from '../../kit/format';
import { isOwnOnly, useBookFor } from './book-for';
import type { Open } from './open';
import { ReadingsPanel } from './ReadingsPanel';
import { SymptomsPanel } from './SymptomsPanel';

/** Quantities that have a plot of their own; the others share one line each. */
const plotted = new Set(['bloodPressure', 'weight']);
const bodyMassIndex = 'bodyMassIndex';

type Props = { chart: Chart; open: Open; today: string };

/** The last measurements over time, and what comes next. */
export function VitalsColumn({ chart, open, today }: Props) {
  const person = usePerson();
  const { names, appointments, patient } = chart;
  const latest = useLatest()().day;
  const healthlogs = useMemo(() => visitsUntil(chart.healthlogs, latest), [chart.healthlogs, latest]);
  const booking = useBookFor(patient);
  return (
    <>
      {may(person, 'read', entities.healthlogs) && <Vitals {...{ healthlogs, names, patient, today }} />}
      <ReadingsPanel patient={patient} />
      <SymptomsPanel chart={chart} today={today} />
      <Panel
        title="Next"
        action={
          may(person, 'create', entities.appointments) &&
          !patient.deletedAt && (
            <IconButton
              label={isOwnOnly(person) ? 'Ask for an appointment' : 'Book'}
              icon={IconPlus}
              onClick={() => open.booking(booking)}
            />
          )
        }
      >
        <SideList
          nothing="No appointment ahead."
          items={ahead(appointments, today).map((each) => ({
            key: each.id,
            title: (
              <Link to={`/appointments/${each.id}`} look="name">
                {formatDate(each.date ?? '')}, {each.time}
              </Link>
            ),
            detail: [
              (each.doctor && names[each.doctor]) || each.doctorName,
              each.reason,
              isOwnOnly(person) ? ownStatus(each, person.userId) : statusLabel(statusOf(each)).toLowerCase(),
            ]
              .filter(Boolean)
              .join(', '),
          }))}
        />
      </Panel>
    </>
  );
}

/** Appointments from today on that still stand, soonest first. */
function ahead(appointments: readonly Appointment[], today: string): Appointment[] {
  const stands = ['booked', 'confirmed', 'arrived', 'inRoom'];
  return appointments
    .filter((each) => (each.date ?? '') >= today && stands.includes(statusOf(each)))
    .toSorted((one, other) => `${one.date} ${one.time}`.localeCompare(`${other.date} ${other.time}`))
    .slice(0, 4);
}

/** What the last blood pressure or weight means, at the age that the person had then. */
function lastMark(series: MeasureSeries, index: MeasureSeries | undefined, dateOfBirth = ''): ReactNode {
  const isWeight = series.key === 'weight';
  const last = (isWeight ? index : series)?.points.at(-1);
  if (!last) return undefined;
  const age = dateOfBirth ? ageOn(dateOfBirth, last.date) : null;
  if (isWeight && index) {
    const mark = bodyMassIndexMark(last.value, age);
    const words = `BMI ${lastValue(index)}`;
    return mark && mark.tone !== 'plain' ? <Tag tone={mark.tone}>{`${words}, ${mark.text}`}</Tag> : words;
  }
  const other = series.second?.at(-1);
  // Both of one day: one value alone means nothing.
  if (other?.date !== last.date) return undefined;
  const mark = bloodPressureMark({ systolic: last.value, diastolic: other.value }, age);
  return mark && <Tag tone={mark.tone}>{mark.text}</Tag>;
}

/**
 * Until they are grown up, which the tables take to be at 20, and later for what was measured before. Said here and not by
 * `kit/growth`: the tables would come with every chart.
 */
function GrowthLink({ patient, healthlogs, today }: Pick<VitalsProps, 'patient' | 'healthlogs' | 'today'>) {
  const { dateOfBirth } = patient;
  if (!dateOfBirth) return null;
  const isChildOn = (day: string | undefined) => day !== undefined && (ageOn(dateOfBirth, day) ?? 20) < 20;
  const wasMeasured = healthlogs.some(
    ({ date, heightIn, weightLb, vitals }) =>
      (heightIn ?? weightLb ?? vitals?.headCm) !== undefined && isChildOn(date),
  );
  return isChildOn(today) || wasMeasured ? (
    <Link to={`/patients/${patient.id}/growth`}>Growth chart</Link>
  ) : null;
}

type VitalsProps = Pick<Chart, 'healthlogs' | 'names' | 'patient'> & { today: string };

function Vitals({ healthlogs, names, patient, today }: VitalsProps) {
  const measures = useMeasures();
  const series = useMemo(() => measuresOf(healthlogs, measures), [healthlogs, measures]);
  if (series.length === 0) {
    return (
      <Panel title="Vitals" action={<GrowthLink {...{ patient, healthlogs, today }} />}>
        <SideList items={[]} nothing="Nothing was measured yet." />
      </Panel>
    );
  }
  const taken = series.map(lastDayOf).toSorted().at(-1) ?? '';
  // Where two doctors measured that day, it is not known here who took which.
  const doctors = new Set(
    healthlogs
      .filter((visit) => visit.date === taken && measuresOf([visit], measures).length > 0)
      .map((visit) => (visit.doctor && names[visit.doctor]) || visit.doctorName || ''),
  );
  const doctor = doctors.size === 1 ? [...doctors][0] : '';
  // It runs as the weight does: its last value is enough.
  const index = series.find(({ key }) => key === bodyMassIndex);
  const rows = series.filter(({ key }) => !plotted.has(key) && key !== bodyMassIndex);
  return (
    <Panel title="Vitals" action={<GrowthLink {...{ patient, healthlogs, today }} />}>
      {series
        .filter(({ key }) => plotted.has(key))
        .map((each) => (
          <MeasurePlot
            key={each.key}
            {...{ series: each, taken, aside: lastMark(each, index, patient.dateOfBirth) }}
          />
        ))}
      <MeasuresBelow taken={`Taken ${formatDate(taken)}${doctor ? ` by ${doctor}` : ''}`}>
        {rows.map((each) => (
          <MeasureRow key={each.key} series={each} taken={taken} />
        ))}
      </MeasuresBelow>
    </Panel>
  );
}
