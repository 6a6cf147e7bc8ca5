import type { ReactNode } from 'react';
import { hasDuty } from '../../../shared/rules/permissions';
import { Forbidden, Page } from '../../kit/base';
import { useSession } from '../../kit/data';

/**
 * For administrators, and for whoever sits here while nobody can be signed in. The core asks again: it knows whether
 * that is so.
 */
export function ForChoosers({ title, children }: { title: string; children: ReactNode }) {
  const { user } = useSession();
  if (!user || hasDuty(user, 'manageConnections')) return children;
  return (
    <Page title={title}>
      <Forbidden />
    </Page>
  );
}
