import { type ReactNode, useState } from 'react';
import { DangerButton, DefaultButton, PrimaryButton } from './Button';
import { Dialog } from './Dialog';
import { Failure } from './Failure';

export type ConfirmDialogProps = {
  opened: boolean;
  onClose: () => void;
  /** The question, naming what it is about: "Remove Ruth Abebe's appointment at 10:10?" */
  title: string;
  /** What follows from it. */
  children?: ReactNode;
  /** Names the result: "Remove". */
  confirmLabel: string;
  /** Names staying as it is: "Keep". */
  keepLabel?: string;
  danger?: boolean;
  /** ↵ confirms: for what was just asked for by the keyboard. */
  confirmsOnEnter?: boolean;
  /** Closes the dialog when it is done; an error is shown and the dialog stays. */
  onConfirm: () => void | Promise<unknown>;
};

/** Asks before something that is hard to take back. What has an undo needs no question. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    opened,
    onClose,
    title,
    children,
    confirmLabel,
    keepLabel = 'Keep',
    danger,
    confirmsOnEnter,
    onConfirm,
  } = props;
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const Confirm = danger ? DangerButton : PrimaryButton;
  const confirm = async () => {
    setIsBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={title}
      size="small"
      actions={
        <>
          <DefaultButton label={keepLabel} onClick={onClose} autoFocus={danger} />
          <Confirm
            label={confirmLabel}
            loading={isBusy}
            autoFocus={confirmsOnEnter}
            onClick={() => void confirm()}
          />
        </>
      }
    >
      {children}
      {error !== null && <Failure error={error} inline />}
    </Dialog>
  );
}
