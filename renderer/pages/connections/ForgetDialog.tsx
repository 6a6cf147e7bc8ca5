import type { SavedConnection } from '../../../shared/contract';
import { ConfirmDialog, notify } from '../../kit/base';
import { useClient } from '../../kit/data';

type Props = { connection: SavedConnection; onClose: () => void; onForgotten: () => void };

export function ForgetDialog({ connection: { id, name, hasPassword }, onClose, onForgotten }: Props) {
  const client = useClient();
  const forget = async () => {
    await client.connections.forget({ id });
    notify.done(`${name} forgotten`);
    onForgotten();
  };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Forget ${name}?`}
      confirmLabel="Forget"
      danger
      onConfirm={forget}
    >
      {`This computer no longer knows its address${hasPassword ? ' and its password' : ''}. The database itself stays as it is, with all its records; other computers go on with it. To use it here again, its address has to be filled in anew.`}
    </ConfirmDialog>
  );
}
