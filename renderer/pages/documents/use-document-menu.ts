import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { type Attachment, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import type { MenuItem } from '../../kit/base';
import { usePerson, useSaver } from '../../kit/data';

/** What can be done with a document in a list; what the role may not do is absent. */
export function useDocumentMenu(onEdit: (record: Attachment) => void): (record: Attachment) => MenuItem[] {
  const person = usePerson();
  const navigate = useNavigate();
  const { remove } = useSaver('attachments');
  return (record) => {
    const items: MenuItem[] = [{ label: 'Open', onSelect: () => void navigate(`/attachments/${record.id}`) }];
    if (may(person, 'update', entities.attachments))
      items.push({ label: 'Edit…', icon: IconPencil, onSelect: () => onEdit(record) });
    if (may(person, 'remove', entities.attachments))
      items.push({
        label: 'Remove',
        icon: IconTrash,
        danger: true,
        onSelect: () => void remove(record),
      });
    return items;
  };
}
