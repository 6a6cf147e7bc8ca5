import type { SavedConnection } from '../../../shared/contract';
import { unfinishedSource } from '../../../shared/rules/connections/unfinished-copy';
import { Link, Row, Warn } from '../../kit/base';
import { type KnownConnections, useSession, useTimeZone } from '../../kit/data';
import { formatInstant } from '../../kit/format';
import { copyRoute } from '../../kit/shell';

type Props = { connection: SavedConnection; known: KnownConnections };

/** What is to be known of a copy before a database is opened: that the clinic moved away, or that a copy is not finished. */
export function CopyMark({ connection, known }: Props) {
  const timeZone = useTimeZone();
  const { id, copiedTo } = connection;
  const isOpen = id === known.open;
  const source = unfinishedSource(connection, known.connections);
  if (source) {
    const begun = formatInstant(source.copiedTo.at, timeZone);
    const isSourceOpen = source.id === known.open;
    const where = isSourceOpen ? '' : ` Open ${source.name} and go on with the copy there.`;
    return (
      <Mark
        words={`An unfinished copy of ${source.name}, begun ${begun}. It cannot be opened before it is whole.${where}`}
        leadsToCopy={isSourceOpen}
      />
    );
  }
  if (!copiedTo) return null;
  const { name, isWhole } = copiedTo;
  const at = formatInstant(copiedTo.at, timeZone);
  if (!isWhole)
    return <Mark words={`A copy to ${name} was begun ${at} and is not finished.`} leadsToCopy={isOpen} />;
  const isInUse = copiedTo.id === known.open;
  return (
    <Mark
      words={`The clinic moved to ${name}, ${at}${isInUse ? '; that one is in use now' : ''}. Here is only what was there then, to be read.`}
      leadsToCopy={isOpen}
    />
  );
}

function Mark({ words, leadsToCopy }: { words: string; leadsToCopy: boolean }) {
  const { user } = useSession();
  return (
    <Row gap={12}>
      <Warn>{words}</Warn>
      {leadsToCopy && user && <Link to={copyRoute}>To the copy</Link>}
    </Row>
  );
}
