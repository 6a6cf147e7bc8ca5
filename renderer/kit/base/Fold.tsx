import { type ReactNode, useState } from 'react';
import classes from './fold.module.css';

export type FoldProps = {
  /** What is folded away: "More settings". */
  title: string;
  /** Beside it, while it is folded: what is set inside. */
  note?: string;
  /** It opens whenever this becomes true: something inside wants to be seen. */
  isWanted?: boolean;
  children: ReactNode;
};

/** Parts of a form that most people need not look at. What stands inside is kept while it is folded. */
export function Fold({ title, note, isWanted = false, children }: FoldProps) {
  const [isOpen, setOpen] = useState(isWanted);
  const [wasWanted, setWasWanted] = useState(isWanted);
  // While it is drawn, so that what stands inside can have the focus at once.
  if (isWanted !== wasWanted) {
    setWasWanted(isWanted);
    if (isWanted) setOpen(true);
  }
  return (
    <details className={classes.fold} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.summary}>
        {title}
        {note && !isOpen && <span className={classes.note}>{note}</span>}
      </summary>
      <div className={classes.inside}>{children}</div>
    </details>
  );
}
