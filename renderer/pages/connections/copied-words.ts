import type { SavedConnection } from '../../../shared/contract';
import { sourceOf, unfinishedSource } from '../../../shared/rules/connections/unfinished-copy';
import type { KnownConnections } from '../../kit/data';

/** Whether people would miss it: the clinic moved or is being copied there, or it is the last one beside the open one that was used. */
export function isMissed(connection: SavedConnection, known: KnownConnections) {
  const { id, lastOpened } = connection;
  const { connections: all, open } = known;
  if (sourceOf(id, all)?.copiedTo.isWhole || unfinishedSource(connection, all)) return true;
  const others = all.filter((each) => each.id !== open).flatMap((each) => each.lastOpened ?? []);
  return lastOpened !== undefined && others.every((at) => at <= lastOpened);
}
