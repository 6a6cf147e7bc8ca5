import type { LocalDatabaseStatus } from '../../../shared/contract';
import { ConfirmDialog, notify, Paragraph, Secondary, Stack } from '../../kit/base';
import { useClient, useSession } from '../../kit/data';
import { formatBytes } from '../../kit/files/bytes';

export type CareTask = { readonly kind: 'copy' } | { readonly kind: 'upgrade'; readonly to: string };

type Props = {
  task: CareTask;
  status: LocalDatabaseStatus;
  onClose: () => void;
  onDone: () => void;
};

/** Says what a copy or an upgrade means, and how far it is. */
export function CareDialog({ task, status, onClose, onDone }: Props) {
  const client = useClient();
  const { database } = useSession();
  const isUpgrade = task.kind === 'upgrade';
  const label = isUpgrade ? 'Copy and upgrade' : status.isOpen ? 'Stop and copy' : 'Copy';
  const begin = async () => {
    if (isUpgrade) {
      const { compatibility } = await client.localDatabase.upgrade({ to: task.to });
      notify.done(`The files are those of MongoDB ${compatibility} now`);
    } else {
      const { copy } = await client.localDatabase.copy();
      notify.done(`Copied and compared: ${copy.name}, ${formatBytes(copy.bytes)}`);
    }
    onDone();
  };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={isUpgrade ? `Upgrade the files to MongoDB ${task.to}?` : 'Copy the files of the database?'}
      confirmLabel={label}
      keepLabel="Not now"
      size="normal"
      whileBusy={
        <Secondary>
          <span role="status">{database.kind === 'opening' ? `${database.step}.` : 'Working.'}</span>
        </Secondary>
      }
      onConfirm={begin}
    >
      <Stack gap={12}>
        {status.isOpen && (
          <Paragraph>
            Meanwhile nobody can work with it. What is being typed stays in its form. It starts again by
            itself.
          </Paragraph>
        )}
        <Paragraph>
          {`About ${formatBytes(status.bytes)} are copied to ${status.backups} and compared with the original, file by file.`}
        </Paragraph>
        {isUpgrade && (
          <Paragraph>
            Then the server writes files of its own version. A MongoDB older than that cannot read them any
            more; the copy is what an older one could go back to.
          </Paragraph>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
