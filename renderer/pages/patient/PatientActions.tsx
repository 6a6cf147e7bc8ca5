import {
  IconCalendarPlus,
  IconNotes,
  IconPencil,
  IconPill,
  IconPrinter,
  IconStethoscope,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { DefaultButton, Menu, type MenuItem } from '../../kit/base';
import { usePerson, useSaver, useToday } from '../../kit/data';
import { usePrescriptionPrinting } from '../../kit/medicine';
import { isOwnOnly, useBookFor } from './book-for';
import { useNewRecord } from './new-record';
import type { Open } from './open';

/** What can be done for this patient; what the role may not do is absent. */
export function PatientActions({ chart, open }: { chart: Chart; open: Open }) {
  const { patient } = chart;
  const person = usePerson();
  const navigate = useNavigate();
  const { remove } = useSaver('patients');
  const newRecord = useNewRecord(chart);
  const booking = useBookFor(patient);
  const today = useToday();
  const { print, mayPrint } = usePrescriptionPrinting();
  if (patient.deletedAt) return null;

  const removeAndLeave = async () => {
    if (await remove(patient)) void navigate('/patients');
  };
  const items: MenuItem[] = [];
  if (may(person, 'create', entities.symptomjournals)) {
    items.push({
      label: 'Add symptom',
      icon: IconNotes,
      onSelect: () => open.record(newRecord('symptomjournals')),
    });
  }
  const ofToday = chart.prescriptions.filter((each) => each.dateprescribed === today && mayPrint(each));
  if (ofToday.length > 0) {
    items.push({
      label: ofToday.length === 1 ? 'Print the prescription of today' : 'Print the prescriptions of today',
      icon: IconPrinter,
      onSelect: () => void print(ofToday),
    });
  }
  if (may(person, 'update', entities.patients)) {
    items.push({
      label: 'Edit',
      icon: IconPencil,
      onSelect: () => void navigate(`/patients/${patient.id}/edit`),
    });
  }
  if (may(person, 'remove', entities.patients)) {
    items.push({ label: 'Remove', icon: IconTrash, danger: true, onSelect: () => void removeAndLeave() });
  }
  return (
    <>
      {may(person, 'create', entities.prescriptions) && (
        <DefaultButton
          label="Prescribe"
          icon={IconPill}
          onClick={() => open.record(newRecord('prescriptions'))}
        />
      )}
      {may(person, 'create', entities.healthlogs) && (
        <DefaultButton
          label="New visit"
          icon={IconStethoscope}
          onClick={() => open.record(newRecord('healthlogs'))}
        />
      )}
      {may(person, 'create', entities.appointments) && (
        <DefaultButton
          label={isOwnOnly(person) ? 'Ask for an appointment' : 'Book'}
          icon={IconCalendarPlus}
          onClick={() => open.booking(booking)}
        />
      )}
      {items.length > 0 && <Menu label="More for this patient" items={items} />}
    </>
  );
}
