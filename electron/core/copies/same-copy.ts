import { isSameDatabase, isSameServer } from '../../../shared/rules/connections/same-place';
import { howToDelete, unopenedCopy } from '../../../shared/rules/connections/unfinished-copy';
import type { ConnectionBook, DraftConnection } from '../ports/connection-book';
import { invalid } from '../refusal';

type Known = Awaited<ReturnType<ConnectionBook['list']>>;
type Changed = Pick<DraftConnection, 'id' | 'fields'> & { readonly isBeingMade: boolean };

/**
 * Refuses to lead a connection away from a copy that nobody has opened yet. Of an unfinished one patient data would stay there
 * unseen; a whole one is where the clinic is now, and people would be led to another database, an empty one perhaps.
 */
export function requireSameCopy({ id, fields, isBeingMade }: Changed, { connections, open }: Known): void {
  const before = connections.find((each) => each.id === id);
  if (!before?.fields) return;
  const copy = unopenedCopy(before, connections);
  // What the connection names by now may be more than that.
  const places = [copy?.place ?? before.fields, ...(isBeingMade ? [before.fields] : [])];
  const left = places.find((place) => !isSameDatabase(place, fields));
  if (!left) return;
  const path = ['fields', isSameServer(left, fields) ? 'database' : 'hosts'];
  if (isBeingMade)
    throw invalid(path, 'A copy is being made there. Wait until it is whole, or stop it first.');
  if (!copy) return;
  const { source } = copy;
  if (copy.isWhole)
    throw invalid(
      path,
      `The clinic of ${source.name} was copied there and goes on there. Open this connection as it is first. Or, to go on in ${source.name}, ${source.id === open ? '' : `open it, then `}follow "To the copy" and choose "Work here again".`,
    );
  const isMoved =
    'If that database only has another address now, forget this connection, add it anew with that address, and go on with the copy over it.';
  const words = `An unfinished copy of ${source.name} lies there, and would stay there. ${isMoved} Otherwise finish the copy first. Or, to delete it first, ${howToDelete(source, open)}`;
  throw invalid(path, words);
}
