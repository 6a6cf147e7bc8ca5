import mongoose from 'mongoose';
import type { EntityTable } from '../../shared/entities';
import { readingRecords } from '../../shared/rules/readings/access';
import type { RecordChange } from '../core/ports/store';
import { COPIES } from './copy/notes';
import { MARKS } from './readings/collections';

const recordOperations: ReadonlySet<string> = new Set(['insert', 'update', 'replace', 'delete']);

/** An event as the pipeline lets it through. */
export type ChangeEvent = {
  operationType: string;
  ns?: { coll?: string };
  documentKey?: { _id: unknown };
  fullDocument?: Record<string, unknown> | null;
  updateDescription?: {
    updatedFields?: Readonly<Record<string, unknown>>;
    removedFields?: readonly string[];
  };
};

/** What an event tells, or null for one that is no change of one record: a collection was dropped or renamed. */
export function changeOf(event: ChangeEvent, table: EntityTable): RecordChange | null {
  const { operationType, ns, documentKey, fullDocument, updateDescription } = event;
  if (!documentKey || !ns?.coll || !recordOperations.has(operationType)) return null;
  // The document is looked up after the change and may be newer than it; the change knows its own revision.
  const revision = updateDescription?.updatedFields?.revision ?? fullDocument?.revision;
  // A time series tells no changes; what is marked of the patient changes with each of theirs.
  const isMark = ns.coll === MARKS;
  const field = isMark ? 'id' : table[ns.coll]?.patientField;
  const patient = field === 'id' ? documentKey._id : field && fullDocument?.[field];
  const { updatedFields = {}, removedFields = [] } = updateDescription ?? {};
  // Of a document that was replaced, nobody knows what it was.
  const hasMoved =
    field !== undefined &&
    field !== 'id' &&
    (operationType === 'replace' || field in updatedFields || removedFields.includes(field));
  return {
    entity: isMark ? readingRecords.name : ns.coll,
    id: String(documentKey._id),
    ...(typeof revision === 'number' ? { revision } : {}),
    ...(patient instanceof mongoose.mongo.ObjectId ? { patient: patient.toHexString() } : {}),
    ...(hasMoved ? { hasMoved } : {}),
  };
}

/** Only what a change needs leaves the server: no value of a record but its revision and whom it belongs to. */
export function pipelineOf(table: EntityTable): Record<string, unknown>[] {
  const patientFields = Object.values(table).flatMap(({ patientField }) =>
    patientField && patientField !== 'id' ? [patientField] : [],
  );
  const kept = ['revision', ...new Set(patientFields)].flatMap((name) => [
    [`fullDocument.${name}`, 1] as const,
    [`updateDescription.updatedFields.${name}`, 1] as const,
  ]);
  const ours = { $in: [...Object.keys(table), MARKS, COPIES] };
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
        'updateDescription.removedFields': 1,
        ...Object.fromEntries(kept),
      },
    },
  ];
}
