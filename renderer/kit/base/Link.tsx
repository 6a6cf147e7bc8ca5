import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import classes from './link.module.css';

export type LinkProps = {
  /** A route of the app: `/patients/64af…`. */
  to: string;
  children: ReactNode;
  /** `name` looks like the strongest text of a row; `quiet` like a label. Both are underlined when pointed at. */
  look?: 'accent' | 'name' | 'quiet';
  /** What else happens: a floating list that holds the link closes. */
  onClick?: () => void;
};

/** To another page of the app. */
export function Link({ to, children, look = 'accent', onClick }: LinkProps) {
  return (
    <RouterLink to={to} className={classes.link} data-look={look} onClick={onClick}>
      {children}
    </RouterLink>
  );
}
