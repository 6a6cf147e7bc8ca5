import { IconUserCheck } from '@tabler/icons-react';
import type { User } from '../../../shared/entities';
import { DefaultButton, Link, PrimaryButton, Quiet, Row, Section, Stack, Strong } from '../../kit/base';
import { useTimeZone } from '../../kit/data';
import { formatInstant, formatNumber } from '../../kit/format';
import { recordTitle } from '../../kit/table';
import { useShutOut } from './use-shut-out';

/** More wait in the list below; these are the ones who have waited longest. */
const shownAtOnce = 3;

/** What is asked of the list of users for this. */
export const waitingForApproval = {
  filter: { status: { is: 'pending' } },
  sort: [{ field: 'createdAt', direction: 'ascending' as const }],
  page: { offset: 0, limit: shownAtOnce },
};

type Props = { people: readonly User[]; total: number; onApprove: (user: User) => void };

/** People who signed up and wait to be let in. */
export function PendingPeople({ people, total, onApprove }: Props) {
  const shutOut = useShutOut();
  const timeZone = useTimeZone();
  return (
    <Section
      title={total === 1 ? '1 person waits for approval' : `${formatNumber(total)} people wait for approval`}
      action={total > people.length && <Link to="/users?status=pending">Show all</Link>}
    >
      <Stack gap={8}>
        {people.map((user) => (
          <Row key={user.id} gap={12}>
            <Row gap={8} align="baseline">
              <Strong>{recordTitle('users', user)}</Strong>
              <Quiet numbers>
                {[
                  user.username,
                  user.email,
                  user.userCreated && `asked ${formatInstant(user.userCreated, timeZone)}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Quiet>
            </Row>
            <DefaultButton
              label="Turn down"
              ariaLabel={`Turn down ${recordTitle('users', user)}`}
              size="small"
              onClick={() => void shutOut(user, true)}
            />
            <PrimaryButton
              label="Approve…"
              ariaLabel={`Approve… ${recordTitle('users', user)}`}
              icon={IconUserCheck}
              size="small"
              onClick={() => onApprove(user)}
            />
          </Row>
        ))}
      </Stack>
    </Section>
  );
}
