import { useState } from 'react';
import { DangerButton, DefaultButton, Dialog, Failure, Stack } from '../../kit/base';
import { TextField } from '../../kit/inputs';

type Props = {
  /** The reading in words. */
  what: string;
  onClose: () => void;
  onWithdraw: (reason: string) => Promise<void>;
};

/** Asks why a reading counts no longer. It stays in sight, with the reason. */
export function WithdrawDialog({ what, onClose, onWithdraw }: Props) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);
  const withdraw = async () => {
    if (reason.trim() === '') {
      setError('Fill this in');
      return;
    }
    setIsBusy(true);
    try {
      await onWithdraw(reason.trim());
      onClose();
    } catch (refusal) {
      setFailure(refusal);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`Withdraw ${what}?`}
      size="small"
      actions={
        <>
          <DefaultButton label="Keep" onClick={onClose} />
          <DangerButton label="Withdraw" type="submit" form="withdraw-reading" loading={isBusy} />
        </>
      }
    >
      <form
        id="withdraw-reading"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void withdraw();
        }}
      >
        <Stack>
          <TextField
            label="Reason"
            help="It stays in the list with this reason, and counts in no curve any more."
            value={reason}
            onChange={(text) => {
              setReason(text);
              setError(undefined);
            }}
            error={error}
            required
            autoFocus
          />
          {failure !== undefined && <Failure error={failure} inline />}
        </Stack>
      </form>
    </Dialog>
  );
}
