import { ConfirmDialog } from '../../kit/base';
import { useClient } from '../../kit/data';

type Props = { name: string; opened: boolean; onClose: () => void; onChanged: () => void };

/** Asks before the old database takes changes again. */
export function StayDialog({ name, opened, onClose, onChanged }: Props) {
  const client = useClient();
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title="Work in the old database again?"
      confirmLabel="Work here again"
      keepLabel="Leave it closed"
      danger
      onConfirm={async () => {
        await client.copies.workHereAgain();
        onChanged();
      }}
    >
      {`What is saved here from now on is not at ${name}, and what is saved there is not here. To move later, copy into another empty database.`}
    </ConfirmDialog>
  );
}
