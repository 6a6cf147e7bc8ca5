import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { Icon, type IconLike } from '../base/Icon';
import classes from './figures.module.css';

/** What figures are narrowed by, in one line that wraps. */
export const ParameterBar = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={classes.bar} role="group" aria-label={label}>
    {children}
  </div>
);

/** A picture and its table: beside each other where they are `isWanted` so and there is room. */
export const SideBySide = ({ isWanted, children }: { isWanted: boolean; children: ReactNode }) => (
  <div className={classes.sideBySide} data-beside={isWanted || undefined}>
    {children}
  </div>
);

/** What must be known to read figures, as sentences. */
export function FigureNotes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label="What these figures leave out">
      {notes.map((note) => (
        <li key={note}>
          <Icon icon={IconInfoCircle} />
          <span>{note}</span>
        </li>
      ))}
    </ul>
  );
}

export type LinkRow = { to: string; title: string; text?: ReactNode; icon: IconLike; aside?: ReactNode };

/** Ways to other pages with a line about each. */
export function LinkRows({ label, rows }: { label: string; rows: readonly LinkRow[] }) {
  return (
    <ul className={classes.links} aria-label={label}>
      {rows.map(({ to, title, text, icon, aside }) => (
        <li key={to}>
          <RouterLink to={to} className={classes.link}>
            <span className={classes.linkIcon}>
              <Icon icon={icon} size={18} />
            </span>
            <span className={classes.linkWords}>
              <span className={classes.linkTitle}>{title}</span>
              {text && <span className={classes.linkText}>{text}</span>}
            </span>
            {aside && <span className={classes.linkAside}>{aside}</span>}
          </RouterLink>
        </li>
      ))}
    </ul>
  );
}
