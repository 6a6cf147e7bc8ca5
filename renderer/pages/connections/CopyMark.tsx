import type { SavedConnection } from '../../../shared/contract';
import { heldCopy, openingOf } from '../../../shared/rules/connections/copy-history';
import { unfinishedCopy } from '../../../shared/rules/connections/unfinished-copy';
import { Link, Row, Secondary, Warn } from '../../kit/base';
import { type KnownConnections, useSession, useTimeZone } from '../../kit/data';
import { formatInstant } from '../../kit/format';
import { copyRoute } from '../../kit/shell';

type Props = { connection: SavedConnection; known: KnownConnections };
type Told = { words: string; isPlain?: boolean; leadsToCopy?: boolean };

/** What is to be known of copies before a database is opened, on the cards of both sides. */
export function CopyMark({ connection, known }: Props) {
  const timeZone = useTimeZone();
  const { user } = useSession();
  const when = (at: Date) => formatInstant(at, timeZone);
  const told = [...asTarget(connection, known, when), ...asSource(connection, known, when)];
  return told.map(({ words, isPlain = false, leadsToCopy = false }) => (
    <Row key={words} gap={12}>
      {isPlain ? <Secondary>{words}</Secondary> : <Warn>{words}</Warn>}
      {leadsToCopy && user && <Link to={copyRoute}>To the copy</Link>}
    </Row>
  ));
}

/** That a copy lies there, whether it is whole, and whether it was opened. */
function asTarget(connection: SavedConnection, known: KnownConnections, when: (at: Date) => string): Told[] {
  const unfinished = unfinishedCopy(connection, known.connections);
  if (unfinished) {
    const { source, at } = unfinished;
    const isSourceOpen = source.id === known.open;
    const where = isSourceOpen ? '' : ` Open ${source.name} and go on with the copy there.`;
    const words = `An unfinished copy of ${source.name}, begun ${when(at)}. It cannot be opened before it is whole.${where}`;
    return [{ words, leadsToCopy: isSourceOpen }];
  }
  const held = heldCopy(connection, known.connections);
  if (!held?.isWhole) return [];
  const { source, at, openedAt, backAt, isUncertain } = held;
  const copied = openedAt
    ? `Opened on ${when(openedAt)}, copied from ${source.name} on ${when(at)}.`
    : isUncertain
      ? `A copy of ${source.name} from ${when(at)} lies there, which may have been finished.`
      : `Holds the copy of ${source.name} from ${when(at)}, not opened yet.`;
  if (!backAt) return [{ words: copied, isPlain: true }];
  return [{ words: `${copied} People work in ${source.name} again since ${when(backAt)}. ${twoClinics}` }];
}

/** Where it was copied to, what became of that, and whether people came back. */
function asSource(connection: SavedConnection, known: KnownConnections, when: (at: Date) => string): Told[] {
  const { copiedTo, returnedFrom = [] } = connection;
  const told: Told[] = returnedFrom.map((back) => {
    const openedAt = openingOf(back, known.connections);
    const opened = openedAt
      ? `opened there on ${when(openedAt)}`
      : back.isUncertain
        ? 'which broke off at its last step and may have been finished there'
        : 'not opened there, as far as this computer knows';
    return {
      words: `Copied to ${back.name} on ${when(back.at)}, ${opened}. People work here again since ${when(back.backAt)} (${back.backBy}). ${twoClinics}`,
    };
  });
  if (!copiedTo) return told;
  const { id, name, isWhole, at } = copiedTo;
  const leadsToCopy = connection.id === known.open;
  if (!isWhole)
    return [{ words: `A copy to ${name} was begun ${when(at)} and is not finished.`, leadsToCopy }, ...told];
  const openedAt = openingOf(copiedTo, known.connections);
  const opened = openedAt ? `, opened there on ${when(openedAt)}` : '';
  const inUse = id === known.open ? '; that one is in use now' : '';
  const words = `The clinic moved to ${name}, ${when(at)}${opened}${inUse}. Here is only what was there then, to be read.`;
  return [{ words, leadsToCopy }, ...told];
}

const twoClinics = 'What was saved in one of the two since it was copied is not in the other.';
