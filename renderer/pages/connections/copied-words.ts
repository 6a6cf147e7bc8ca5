import type { SavedConnection } from '../../../shared/contract';
import type { KnownConnections } from '../../kit/data';

type Copied = SavedConnection & { readonly copiedTo: NonNullable<SavedConnection['copiedTo']> };

const isCopied = (connection: SavedConnection): connection is Copied => connection.copiedTo !== undefined;

/** The one that was copied to this one, as far as this computer knows. */
export const sourceOf = (id: string, all: readonly SavedConnection[]): Copied | undefined =>
  all.filter(isCopied).find(({ copiedTo }) => copiedTo.id === id);

/** What an unfinished copy is made of; undefined for anything else, also once the copy itself was opened. */
export function unfinishedSource({ id, lastOpened }: SavedConnection, { connections }: KnownConnections) {
  const source = sourceOf(id, connections);
  if (!source || source.copiedTo.isWhole) return undefined;
  return lastOpened && lastOpened > source.copiedTo.at ? undefined : source;
}

/** Whether people would miss it: the clinic moved or is being copied there, or it is the last one beside the open one that was used. */
export function isMissed(connection: SavedConnection, known: KnownConnections) {
  const { id, lastOpened } = connection;
  const { connections: all, open } = known;
  if (sourceOf(id, all)?.copiedTo.isWhole || unfinishedSource(connection, known)) return true;
  const others = all.filter((each) => each.id !== open).flatMap((each) => each.lastOpened ?? []);
  return lastOpened !== undefined && others.every((at) => at <= lastOpened);
}
