import { IconFilePlus, IconPencil, IconPrinter, IconSignature, IconTrash } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { isSigned } from '../../../shared/rules/visit-signing';
import type { MenuItem } from '../../kit/base';
import { amendmentOf, readingsAddress, type SignVisit, type TimelineEntry } from '../../kit/clinic';
import { usePerson, useSaver, useSession, useTimeZone } from '../../kit/data';
import { usePrescriptionPrinting } from '../../kit/medicine';
import { isOwnOnly } from './book-for';
import type { Open } from './open';

type Given = { patient: string; open: Open; today: string; signing: SignVisit };

/** What can be done with an entry of the timeline, as far as the person may. */
export function useEntryActions({ patient, open, today, signing }: Given) {
  const person = usePerson();
  const navigate = useNavigate();
  const timeZone = useTimeZone();
  const savers = useSavers();
  const printing = usePrescriptionPrinting();
  const doctor = useSession().user?.doctor;

  const openEntry = ({ kind, record }: TimelineEntry) =>
    void navigate(kind === 'readings' ? readingsAddress(patient, record, timeZone) : `/${kind}/${record.id}`);
  const menuOf = (entry: TimelineEntry): MenuItem[] => {
    const { kind, record } = entry;
    const items: MenuItem[] = [{ label: 'Open', onSelect: () => openEntry(entry) }];
    if (kind === 'readings') return items;
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
    if (kind === 'prescriptions' && printing.mayPrint(record))
      items.push({ label: 'Print', icon: IconPrinter, onSelect: () => void printing.print([record]) });
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
  return { open: openEntry, menuOf };
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
