import type { ReactNode, SubmitEvent } from 'react';
import { useShortcut } from '../data';
import classes from './entity-form.module.css';

type FootProps = {
  /** What is saved and what is not. */
  state: ReactNode;
  isSaved?: boolean;
  /** Why it is not saved and what to do: seen where Save was pressed, however long the form is. */
  notice?: ReactNode;
  /** The obvious button last. */
  children: ReactNode;
};

/** Always in sight at the lower edge of a form. */
export function FormFoot({ state, isSaved, notice, children }: FootProps) {
  return (
    <div className={classes.foot}>
      {notice}
      <div className={classes.bar}>
        <span className={classes.state} data-saved={isSaved || undefined} aria-live="polite">
          {state}
        </span>
        {children}
      </div>
    </div>
  );
}

type Props = { children: ReactNode; foot: ReactNode; onSubmit: () => void };

/** A form that belongs to no entity, as wide as theirs. ⌘S sends it too. */
export function PlainForm({ children, foot, onSubmit }: Props) {
  useShortcut('mod+S', onSubmit, 'Save now');
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={classes.form} noValidate onSubmit={send}>
      {children}
      {foot}
    </form>
  );
}
