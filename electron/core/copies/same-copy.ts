import { isSameDatabase, isSameServer } from '../../../shared/rules/connections/same-place';
import { howToDelete, unfinishedSource } from '../../../shared/rules/connections/unfinished-copy';
import type { ConnectionBook, DraftConnection } from '../ports/connection-book';
import { invalid } from '../refusal';

type Known = Awaited<ReturnType<ConnectionBook['list']>>;
type Changed = Pick<DraftConnection, 'id' | 'fields'> & { readonly isBeingMade: boolean };

/** Refuses to lead a connection away from an unfinished copy: patient data would stay there, and nobody would think of it. */
export function requireSameCopy({ id, fields, isBeingMade }: Changed, { connections, open }: Known): void {
  const before = connections.find((each) => each.id === id);
  if (!before?.fields || isSameDatabase(before.fields, fields)) return;
  const path = ['fields', isSameServer(before.fields, fields) ? 'database' : 'hosts'];
  if (isBeingMade)
    throw invalid(path, 'A copy is being made there. Wait until it is whole, or stop it first.');
  const source = unfinishedSource(before, connections);
  if (!source) return;
  const isMoved =
    'If that database only has another address now, forget this connection, add it anew with that address, and go on with the copy over it.';
  const words = `An unfinished copy of ${source.name} lies there, and would stay there. ${isMoved} Otherwise finish the copy first. Or, to delete it first, ${howToDelete(source, open)}`;
  throw invalid(path, words);
}
