import { useMemo } from 'react';
import {
  type ChangesNamed,
  type DraftNamed,
  type EntityName,
  type EntityTable,
  entities,
  type RecordNamed,
} from '../../../shared/entities';
import { notify } from '../base/notify';
import { useClient, useRefresher, useRefreshSession } from './clinic-context';
import { callsOf, type OneNamed } from './entity-calls';
import { isSignedOut } from './query-client';

export type Saver<N extends EntityName> = {
  /**
   * With an `id` (`newRecordId`) it may be sent again when its answer was lost: nothing is stored twice. Rejects with
   * ORPCError: INVALID at fields, CONFLICT of kind booking or duplicate, UNAVAILABLE …
   */
  create(draft: DraftNamed<N> & { id?: string }): Promise<OneNamed<N>>;
  /** Only the fields that change. Rejects like `create`, and with CONFLICT of kind `changed`. */
  update(id: string, revision: number, changes: ChangesNamed<N>): Promise<OneNamed<N> & { merged: string[] }>;
  /** Says what was removed and offers to undo it. False when it failed, which has then been said too. */
  remove(record: { id: string; revision: number }): Promise<boolean>;
  /** False when it failed, which has then been said. */
  restore(id: string): Promise<boolean>;
};

const table: EntityTable = entities;
const sentenceStart = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** How records of one entity are saved; what is on screen follows at once. */
export function useSaver<N extends EntityName>(entity: N): Saver<N> {
  const client = useClient();
  const refresher = useRefresher();
  const refreshSession = useRefreshSession();
  return useMemo(() => {
    const calls = callsOf(client, entity);
    const one = sentenceStart(table[entity]?.label.one ?? entity);
    const patientField = table[entity]?.patientField;

    /** Tells the screen about the answer of a call, and the session about a lost sign-in. */
    async function saved<A extends { record: RecordNamed<N> }>(call: Promise<A>): Promise<A> {
      try {
        const answer = await call;
        const record: Record<string, unknown> = answer.record;
        const patient = patientField ? record[patientField] : undefined;
        refresher.changed({
          entity,
          id: answer.record.id,
          patient: typeof patient === 'string' ? patient : undefined,
        });
        return answer;
      } catch (error) {
        if (isSignedOut(error)) refreshSession();
        throw error;
      }
    }
    async function said(call: Promise<unknown>, done: () => void): Promise<boolean> {
      try {
        await call;
      } catch (error) {
        notify.failed(error);
        return false;
      }
      done();
      return true;
    }
    const restore = (id: string) =>
      said(saved(calls.restore({ id })), () => notify.done(`${one} brought back`));
    return {
      create: (draft) => saved(calls.create(draft)),
      update: (id, revision, changes) => saved(calls.update({ id, revision, changes })),
      remove: ({ id, revision }) =>
        said(saved(calls.remove({ id, revision })), () =>
          notify.done(`${one} removed`, () => void restore(id)),
        ),
      restore,
    };
  }, [client, entity, refresher, refreshSession]);
}
