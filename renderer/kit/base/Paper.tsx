import type { ReactNode } from 'react';
import classes from './paper.module.css';

/** Only when printed: what the controls on the screen say otherwise. */
export const OnPaper = ({ children }: { children: ReactNode }) => (
  <div className={classes.onPaper}>{children}</div>
);
