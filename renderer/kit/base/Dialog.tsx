import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './dialog.module.css';
import { useFocusBack } from './use-focus-back';

export type DialogProps = {
  opened: boolean;
  /** Esc, the cross and a click beside it close too. */
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons at the lower right; the last one is the obvious one. Their words name the result, never OK or Cancel. */
  actions?: ReactNode;
  /** Shown at the lower left. */
  note?: ReactNode;
  /** Nothing closes it but what it tells of coming to its end. */
  isHeld?: boolean;
  /** 440, 620 or 868 px. */
  size?: 'small' | 'normal' | 'large';
};

const widths = { small: 440, normal: 620, large: 868 };

/** Floats above the page, holds the focus, gives it back on closing. */
export function Dialog(props: DialogProps) {
  const { opened, onClose, title, children, actions, note, isHeld = false, size = 'normal' } = props;
  useFocusBack(opened);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={!isHeld}
      closeOnEscape={!isHeld}
      closeOnClickOutside={!isHeld}
      title={title}
      size={widths[size]}
      yOffset="10vh"
      // While it fades away, messages already stand where they do without it.
      data-fading={!opened || undefined}
    >
      {children}
      {(actions || note) && (
        <div className={classes.foot} data-ruled={size === 'large' || undefined}>
          <div className={classes.note}>{note}</div>
          <div className={classes.actions}>{actions}</div>
        </div>
      )}
    </Modal>
  );
}
