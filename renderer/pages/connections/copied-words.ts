import type { SavedConnection } from '../../../shared/contract';
import { isHalfOfMove } from '../../../shared/rules/connections/copy-history';
import { unfinishedCopy } from '../../../shared/rules/connections/unfinished-copy';
import type { KnownConnections } from '../../kit/data';

/** Whether people would miss it: one half of a move, an unfinished copy, or the last one beside the open one that was used. */
export function isMissed(connection: SavedConnection, known: KnownConnections) {
  const { lastOpened } = connection;
  const { connections: all, open } = known;
  if (isHalfOfMove(connection, all) || unfinishedCopy(connection, all)) return true;
  const others = all.filter((each) => each.id !== open).flatMap((each) => each.lastOpened ?? []);
  return lastOpened !== undefined && others.every((at) => at <= lastOpened);
}
