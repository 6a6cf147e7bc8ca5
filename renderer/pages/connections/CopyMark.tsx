import type { SavedConnection } from '../../../shared/contract';
import { Link, Warn } from '../../kit/base';
import { type KnownConnections, useSession, useTimeZone } from '../../kit/data';
import { formatInstant } from '../../kit/format';
import { copyRoute } from '../../kit/shell';
import { unfinishedSource } from './copied-words';

type Props = { connection: SavedConnection; known: KnownConnections };

/** What is to be known of a copy before a database is opened: that the clinic moved away, or that a copy is not finished. */
export function CopyMark({ connection, known }: Props) {
  const timeZone = useTimeZone();
  const { user } = useSession();
  const { id, copiedTo } = connection;
  const isOpen = id === known.open;
  const toCopy = user && <Link to={copyRoute}>To the copy</Link>;
  const source = unfinishedSource(connection, known);
  if (source) {
    const begun = formatInstant(source.copiedTo.at, timeZone);
    const isSourceOpen = source.id === known.open;
    const where = isSourceOpen ? '' : ` Open ${source.name} and go on with the copy there.`;
    return (
      <Warn>
        {`An unfinished copy of ${source.name}, begun ${begun}. It cannot be opened before it is whole.${where}`}{' '}
        {isSourceOpen && toCopy}
      </Warn>
    );
  }
  if (!copiedTo) return null;
  const { name, isWhole } = copiedTo;
  const at = formatInstant(copiedTo.at, timeZone);
  if (!isWhole)
    return (
      <Warn>
        {`A copy to ${name} was begun ${at} and is not finished.`} {isOpen && toCopy}
      </Warn>
    );
  const isInUse = copiedTo.id === known.open;
  return (
    <Warn>
      {`The clinic moved to ${name}, ${at}${isInUse ? '; that one is in use now' : ''}. Here is only what was there then, to be read.`}{' '}
      {isOpen && toCopy}
    </Warn>
  );
}
