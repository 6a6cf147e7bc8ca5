import { type ReactNode, useState } from 'react';
import { DangerButton, DefaultButton, PrimaryButton } from './Button';
import { Dialog, type DialogProps } from './Dialog';
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
  /** Why it cannot be confirmed yet, as a sentence. */
  notYet?: string | undefined;
  /** ↵ confirms: for what was just asked for by the keyboard. */
  confirmsOnEnter?: boolean;
  /** For long work: it cannot be closed meanwhile, and says this. */
  whileBusy?: ReactNode;
  size?: DialogProps['size'];
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
    notYet,
    confirmsOnEnter,
    whileBusy,
    size = 'small',
    onConfirm,
  } = props;
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isHeld = isBusy && whileBusy !== undefined;
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
      isHeld={isHeld}
      title={title}
      size={size}
      actions={
        <>
          {!isHeld && <DefaultButton label={keepLabel} onClick={onClose} autoFocus={danger} />}
          <Confirm
            label={confirmLabel}
            loading={isBusy}
            disabledReason={notYet}
            autoFocus={confirmsOnEnter}
            onClick={() => void confirm()}
          />
        </>
      }
    >
      {children}
      {isHeld && whileBusy}
      {error !== null && <Failure error={error} inline />}
    </Dialog>
  );
}
