import { type NotificationData, notifications, notificationsStore } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { QuietButton } from './Button';
import { errorWords } from './error-words';
import { Icon } from './Icon';
import classes from './notify.module.css';

const undoMs = 12_000;
const doneMs = 4_000;

/** `isOfPerson`: it is of the work of whoever is signed in, and goes with them. */
type Told = {
  id: string;
  key: string | undefined;
  undo: (() => void) | undefined;
  isOfPerson: boolean;
};

/** A message that lasts also when the person who is signed in goes: it tells of what signed them out. */
type Lasting = { readonly lasts?: boolean };

/** What was told, the newest last. One list for the page, as the messages themselves are. */
let told: readonly Told[] = [];

/** Those of them that have not gone yet, seen or waiting for room. */
function standing(): readonly Told[] {
  const { notifications: seen, queue } = notificationsStore.getState();
  const ids = new Set([...seen, ...queue].map(({ id }) => id));
  told = told.filter(({ id }) => ids.has(id));
  return told;
}

let shownSoFar = 0;

/**
 * The newest stands on top and takes the place of the one with the same `key`. Those for which there is no room wait,
 * and come back with their whole time when there is.
 */
function show(data: NotificationData, { key, undo, isOfPerson }: Omit<Told, 'id'>): string {
  if (key !== undefined) {
    for (const each of standing().filter((other) => other.key === key)) notifications.hide(each.id);
  }
  shownSoFar += 1;
  const id = `message-${shownSoFar}`;
  const lasting = (autoClose: NotificationData['autoClose']) =>
    notifications.update({ id, message: data.message, autoClose });
  told = [...standing(), { id, key, undo, isOfPerson }];
  return notifications.show({
    ...data,
    id,
    priority: shownSoFar,
    // Whoever has the keyboard in a message gets all the time they need, as those who point at it do.
    onFocusCapture: () => lasting(false),
    onBlurCapture: () => lasting(data.autoClose),
  });
}

function Undo({ text, onUndo }: { text: string; onUndo: () => void }) {
  return (
    <div className={classes.line}>
      <span className={classes.text}>{text}</span>
      <QuietButton label="Undo" size="small" onClick={onUndo} />
    </div>
  );
}

const sign = (tone: 'ok' | 'danger'): ReactNode => (
  <span className={classes[tone]}>
    <Icon icon={tone === 'ok' ? IconCheck : IconAlertTriangle} />
  </span>
);

/** Short news at the lower right. Without patient data that the page does not show anyway. */
export const notify = {
  /**
   * Something was done: "Appointment removed". With `undo`, a button takes it back; its failure is told too. News
   * `about` the same thing (the id of a record) takes the place of the news before: only the last step can be undone.
   */
  done(text: string, undo?: () => void | Promise<unknown>, about?: string): void {
    if (!undo) {
      const data = { message: text, icon: sign('ok'), autoClose: doneMs, withBorder: false };
      show(data, { key: about ?? text, undo: undefined, isOfPerson: false });
      return;
    }
    const takeBack = async () => {
      notifications.hide(id);
      try {
        await undo();
      } catch (error) {
        notify.failed(error);
      }
    };
    const onUndo = () => void takeBack();
    const message = <Undo text={text} onUndo={onUndo} />;
    const data = { message, icon: sign('ok'), autoClose: undoMs, withBorder: false };
    const id = show(data, { key: about, undo: onUndo, isOfPerson: true });
  },
  /** Something did not work; stays until it is closed. */
  failed(error: unknown, lasting: Lasting = {}): void {
    const { title, text, reference } = errorWords(error);
    notify.trouble(`${title}. ${text}${reference ? ` Reference number ${reference}.` : ''}`, lasting);
  },
  /** The same for what comes with words of its own. */
  trouble(message: string, { lasts = false }: Lasting = {}): void {
    show(
      { message, icon: sign('danger'), autoClose: false, role: 'alert' },
      { key: message, undo: undefined, isOfPerson: !lasts },
    );
  },
  /** Takes back what the newest message with "Undo" offers; false when there is none. */
  undoLatest(): boolean {
    const latest = standing().findLast((each) => each.undo);
    latest?.undo?.();
    return latest !== undefined;
  },
  /** Takes away what is of the person who was signed in: their undo, and what did not work. Whoever comes next is someone else. */
  personLeft(): void {
    for (const { id, isOfPerson } of standing()) if (isOfPerson) notifications.hide(id);
  },
};
