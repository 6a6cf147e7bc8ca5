import mongoose from 'mongoose';
import type { EntityTable } from '../../shared/entities';
import type { RecordChange } from '../core/ports/store';

const recordOperations: ReadonlySet<string> = new Set(['insert', 'update', 'replace', 'delete']);

/** An event as the pipeline lets it through. */
export type ChangeEvent = {
  operationType: string;
  ns?: { coll?: string };
  documentKey?: { _id: unknown };
  fullDocument?: Record<string, unknown> | null;
  updateDescription?: { updatedFields?: { revision?: unknown } };
};

/** What an event tells, or null for one that is no change of one record: a collection was dropped or renamed. */
export function changeOf(event: ChangeEvent, table: EntityTable): RecordChange | null {
  const { operationType, ns, documentKey, fullDocument, updateDescription } = event;
  if (!documentKey || !ns?.coll || !recordOperations.has(operationType)) return null;
  // The document is looked up after the change and may be newer than it; the change knows its own revision.
  const revision = updateDescription?.updatedFields?.revision ?? fullDocument?.revision;
  const field = table[ns.coll]?.patientField;
  const patient = field === 'id' ? documentKey._id : field && fullDocument?.[field];
  return {
    entity: ns.coll,
    id: String(documentKey._id),
    ...(typeof revision === 'number' ? { revision } : {}),
    ...(patient instanceof mongoose.mongo.ObjectId ? { patient: patient.toHexString() } : {}),
  };
}

/** Only what a change needs leaves the server: no value of a record but its revision and whom it belongs to. */
export function pipelineOf(table: EntityTable): Record<string, unknown>[] {
  const patientFields = Object.values(table).flatMap(({ patientField }) =>
    patientField && patientField !== 'id' ? [patientField] : [],
  );
  const kept = ['revision', ...new Set(patientFields)].map((name) => [`fullDocument.${name}`, 1] as const);
  const ours = { $in: Object.keys(table) };
  return [
    {
      $match: {
        $or: [
          { 'ns.coll': ours },
          { 'to.coll': ours },
          { operationType: { $in: ['dropDatabase', 'invalidate'] } },
        ],
      },
    },
    {
      $project: {
        operationType: 1,
        ns: 1,
        documentKey: 1,
        'updateDescription.updatedFields.revision': 1,
        ...Object.fromEntries(kept),
      },
    },
  ];
}
