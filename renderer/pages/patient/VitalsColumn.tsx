import { IconPlus } from '@tabler/icons-react';
import type { Chart } from '../../../shared/contract';
import { type Appointment, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { IconButton, Link, Panel } from '../../kit/base';
import {
  MeasurePlot,
  MeasureRow,
  MeasuresBelow,
  measuresOf,
  SideList,
  statusLabel,
  statusOf,
} from '../../kit/clinic';
import { usePerson } from '../../kit/data';
import { formatDate } from '../../kit/format';
import { bookFor, isOwnOnly } from './book-for';
import { useNewRecord } from './new-record';
import type { Open } from './open';

/** Quantities that have a plot of their own; the others share one line each. */
const plotted = new Set(['bloodPressure', 'weight', 'bodyMassIndex']);

type Props = { chart: Chart; open: Open; today: string };

/** The last measurements over time, medicines in use, what comes next. */
export function VitalsColumn({ chart, open, today }: Props) {
  const person = usePerson();
  const { names, healthlogs, prescriptions, appointments, patient } = chart;
  return (
    <>
      {may(person, 'read', entities.healthlogs) && <Vitals {...{ healthlogs, names }} />}
      {may(person, 'read', entities.prescriptions) && <Medicines {...{ chart, open, prescriptions }} />}
      <Panel
        title="Next"
        action={
          may(person, 'create', entities.appointments) && (
            <IconButton
              label={isOwnOnly(person) ? 'Ask for an appointment' : 'Book'}
              icon={IconPlus}
              onClick={() => open.booking(bookFor(person, patient))}
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
              statusLabel(statusOf(each)).toLowerCase(),
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

function Vitals({ healthlogs, names }: Pick<Chart, 'healthlogs' | 'names'>) {
  const series = measuresOf(healthlogs);
  const last = healthlogs.find((visit) => visit.vitals || visit.weightLb !== undefined);
  const doctor = last && ((last.doctor && names[last.doctor]) || last.doctorName);
  if (series.length === 0) {
    return (
      <Panel title="Vitals">
        <SideList items={[]} nothing="Nothing was measured yet." />
      </Panel>
    );
  }
  const rows = series.filter((each) => !plotted.has(each.key));
  return (
    <Panel title="Vitals">
      {series
        .filter((each) => plotted.has(each.key))
        .map((each) => (
          <MeasurePlot key={each.key} series={each} />
        ))}
      <MeasuresBelow
        taken={last?.date && `Last taken ${formatDate(last.date)}${doctor ? ` by ${doctor}` : ''}`}
      >
        {rows.map((each) => (
          <MeasureRow key={each.key} series={each} />
        ))}
      </MeasuresBelow>
    </Panel>
  );
}

function Medicines({
  chart,
  open,
  prescriptions,
}: { chart: Chart; open: Open } & Pick<Chart, 'prescriptions'>) {
  const person = usePerson();
  const newRecord = useNewRecord(chart);
  // Records of older systems have no status; they are kept apart by it only where it is known.
  const active = prescriptions.filter((each) => each.status === 'active' || each.status === undefined);
  return (
    <Panel
      title="Medicines"
      count={active.length}
      action={
        may(person, 'create', entities.prescriptions) && (
          <IconButton
            label="Prescribe"
            icon={IconPlus}
            onClick={() => open.record(newRecord('prescriptions'))}
          />
        )
      }
    >
      <SideList
        nothing="No active prescription."
        items={active.map((each) => ({
          key: each.id,
          title: (
            <Link to={`/prescriptions/${each.id}`} look="name">
              {each.prescriptionName ?? 'Prescription'}
            </Link>
          ),
          detail: each.amount,
          right: each.dateprescribed?.slice(0, 4),
        }))}
      />
    </Panel>
  );
}
