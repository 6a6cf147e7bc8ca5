import { isSameDatabase, type Place } from './same-place';

/** One copy of a database to the connection `id` (see `CopiedTo`). */
type Half = {
  readonly id: string;
  readonly at: Date;
  readonly openedAt?: Date | undefined;
  /** Where it was made to; absent in what an older version kept. */
  readonly place?: Place | undefined;
};
/** What is known of a connection and of the copies that were made of its database (see `SavedConnection`). */
export type Known = {
  readonly id: string;
  readonly fields?: Place | undefined;
  readonly lastOpened?: Date | undefined;
  readonly copiedTo?: (Half & { readonly isWhole: boolean }) | undefined;
  readonly returnedFrom?: readonly Back[] | undefined;
};
type Back = Half & {
  readonly backAt: Date;
  readonly backBy: string;
  readonly isUncertain?: true | undefined;
};

/** What a connection holds a copy of: when it was made, and what became of both since. */
export type HeldCopy<Connection extends Known> = {
  readonly source: Connection;
  readonly at: Date;
  readonly place: Place | undefined;
  readonly isWhole: boolean;
  /** When the copy was opened first, as far as this computer knows. */
  readonly openedAt: Date | undefined;
  /** Since when people work in the source again, where they do. */
  readonly backAt: Date | undefined;
  /** Its last step broke off before they went back: it may have been finished. */
  readonly isUncertain?: true | undefined;
};

/** When a copy was opened first: as it says itself, or as this computer opened its connection. */
export function openingOf({ id, at, openedAt }: Half, all: readonly Known[]): Date | undefined {
  if (openedAt) return openedAt;
  const lastOpened = all.find((each) => each.id === id)?.lastOpened;
  return lastOpened && lastOpened > at ? lastOpened : undefined;
}

/** The copy that lies at a connection, as far as this computer knows; the one that goes on or is whole before older ones. */
export function heldCopy<Connection extends Known>(
  { id, fields }: Known,
  all: readonly Connection[],
): HeldCopy<Connection> | undefined {
  const held = (source: Connection, half: Half, isWhole: boolean, backAt?: Date) => {
    const { at, place } = half;
    return { source, at, place, isWhole, openedAt: openingOf(half, all), backAt };
  };
  // One that was opened may lead elsewhere by now.
  const lies = (half: Half) =>
    half.id === id && !(half.place && fields && !isSameDatabase(half.place, fields));
  for (const source of all)
    if (source.copiedTo && lies(source.copiedTo))
      return held(source, source.copiedTo, source.copiedTo.isWhole);
  for (const source of all) {
    const back = source.returnedFrom?.find(lies);
    if (back) return { ...held(source, back, true, back.backAt), isUncertain: back.isUncertain };
  }
  return undefined;
}

/** Whether a connection is one half of a move, on either side, also of one after which people went back. */
export const isHalfOfMove = (connection: Known, all: readonly Known[]): boolean =>
  all.some(
    (each) =>
      (each.copiedTo?.isWhole === true && [each.id, each.copiedTo.id].includes(connection.id)) ||
      each.returnedFrom?.some(({ id }) => [each.id, id].includes(connection.id)),
  );
