import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { QuietButton } from './Button';
import { errorWords } from './error-words';
import { Icon } from './Icon';
import classes from './notify.module.css';

const undoMs = 8_000;
const doneMs = 4_000;

function Undo({ text, onUndo }: { text: string; onUndo: () => void }) {
  return (
    <div className={classes.line}>
      <span>{text}</span>
      <QuietButton label="Undo" size="small" onClick={onUndo} />
    </div>
  );
}

/** Short news at the lower right. Without patient data that the page does not show anyway. */
export const notify = {
  /** Something was done: "Appointment removed". With `undo`, a button takes it back; its failure is told too. */
  done(text: string, undo?: () => void | Promise<unknown>): void {
    const id = notifications.show({
      message: text,
      icon: (
        <span className={classes.ok}>
          <Icon icon={IconCheck} />
        </span>
      ),
      autoClose: undo ? undoMs : doneMs,
      withBorder: false,
    });
    if (!undo) return;
    const takeBack = async () => {
      notifications.hide(id);
      try {
        await undo();
      } catch (error) {
        notify.failed(error);
      }
    };
    notifications.update({ id, message: <Undo text={text} onUndo={() => void takeBack()} /> });
  },
  /** Something did not work; stays until it is closed. */
  failed(error: unknown): void {
    const { title, text, reference } = errorWords(error);
    notifications.show({
      message: `${title}. ${text}${reference ? ` Reference number ${reference}.` : ''}`,
      icon: (
        <span className={classes.danger}>
          <Icon icon={IconAlertTriangle} />
        </span>
      ),
      autoClose: false,
      role: 'alert',
    });
  },
};
