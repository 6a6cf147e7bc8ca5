/** What is known of a connection and of where its database was copied to (see `SavedConnection`). */
type Known = {
  readonly id: string;
  readonly lastOpened?: Date | undefined;
  readonly copiedTo?: { readonly id: string; readonly at: Date; readonly isWhole: boolean } | undefined;
};
type Copied<Connection extends Known> = Connection & {
  readonly copiedTo: NonNullable<Connection['copiedTo']>;
};

const isCopied = <Connection extends Known>(connection: Connection): connection is Copied<Connection> =>
  connection.copiedTo !== undefined;

/** The one that was copied to this one, as far as this computer knows. */
export const sourceOf = <Connection extends Known>(
  id: string,
  all: readonly Connection[],
): Copied<Connection> | undefined => all.filter(isCopied).find(({ copiedTo }) => copiedTo.id === id);

/** What a copy is made of, unfinished or whole, that was not opened yet; undefined for anything else. */
export function unopenedSource<Connection extends Known>(
  { id, lastOpened }: Known,
  all: readonly Connection[],
): Copied<Connection> | undefined {
  const source = sourceOf(id, all);
  return source && lastOpened && lastOpened > source.copiedTo.at ? undefined : source;
}

/** The same, of copies that are not whole. */
export function unfinishedSource<Connection extends Known>(
  connection: Known,
  all: readonly Connection[],
): Copied<Connection> | undefined {
  const source = unopenedSource(connection, all);
  return source?.copiedTo.isWhole ? undefined : source;
}

/** How an unfinished copy is deleted: on the page of the copy, while what it is made of is open. */
export const howToDelete = (source: { readonly id: string; readonly name: string }, open: string): string =>
  `${source.id === open ? '' : `open ${source.name}, then `}follow "To the copy" and choose "Delete what was copied…".`;
