import { heldCopy, type HeldCopy, type Known } from './copy-history';

/** The copy, unfinished or whole, that lies at a connection, that nobody opened yet, and that its source goes on to. */
export function unopenedCopy<Connection extends Known>(
  connection: Known,
  all: readonly Connection[],
): HeldCopy<Connection> | undefined {
  const held = heldCopy(connection, all);
  return held && !held.openedAt && !held.backAt ? held : undefined;
}

/** The same, of copies that are not whole. */
export function unfinishedCopy<Connection extends Known>(
  connection: Known,
  all: readonly Connection[],
): HeldCopy<Connection> | undefined {
  const held = unopenedCopy(connection, all);
  return held?.isWhole ? undefined : held;
}

/** How an unfinished copy is deleted: on the page of the copy, while what it is made of is open. */
export const howToDelete = (source: { readonly id: string; readonly name: string }, open: string): string =>
  `${source.id === open ? '' : `open ${source.name}, then `}follow "To the copy" and choose "Delete what was copied…".`;
