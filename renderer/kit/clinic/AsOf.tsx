import { Warn } from '../base/Text';
import { type Answer, useTimeZone } from '../data';
import { formatInstantTime } from '../format';

/** "as of 09:38" while what is shown may be older than the database; nothing while it is current. */
export function AsOf({ answer }: { answer: Pick<Answer<unknown>, 'isStale' | 'readAt'> }) {
  const timeZone = useTimeZone();
  if (!answer.isStale || !answer.readAt) return null;
  return <Warn numbers>as of {formatInstantTime(answer.readAt, timeZone)}</Warn>;
}
