import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Empty } from './Empty';

/** A page that the person's role does not open (reached by an old link; navigation does not offer it). */
export function Forbidden({ actions }: { actions?: ReactNode }) {
  return (
    <Empty
      icon={IconLock}
      title="Your role does not open this page"
      text="An administrator can change roles."
      actions={actions}
    />
  );
}
