import type { ServerFound } from '../../../shared/contract';
import { counted } from '../../../shared/rules/counted';
import { Banner, DefaultButton } from '../../kit/base';

type Members = NonNullable<ServerFound['setMembers']>;
type Props = { setMembers: Members; onTake: (members: Members) => void };

/** Of a connection that names fewer members than the replica set has: with those away, the next start finds nobody. */
export function FewerMembers({ setMembers, onTake }: Props) {
  const all = counted(setMembers.length, { one: 'member', many: 'members' });
  return (
    <Banner
      tone="warn"
      action={<DefaultButton label="Name all members" size="small" onClick={() => onTake(setMembers)} />}
      boxed
    >
      <strong>Not all servers of the replica set are named.</strong>{' '}
      {`It has ${all}: ${setMembers.map(({ host, port }) => `${host}:${port}`).join(', ')}. When those that are named are off, Clinic Desk cannot start, although the others run.`}
    </Banner>
  );
}
