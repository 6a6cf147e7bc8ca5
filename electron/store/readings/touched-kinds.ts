import type { ReadingCode } from '../../../shared/schema';
import type { MarkedKind, ObjectId, PacketDocument } from './collections';

/** The instants, by kind, at which packets change something. */
export function touchedBy(packets: readonly PacketDocument[]): Map<ReadingCode, number[]> {
  const touched = new Map<ReadingCode, number[]>();
  for (const { readings, recount: others } of packets) {
    for (const { of, takenAt } of readings) touch(touched, of.kind, takenAt.getTime());
    for (const { kind, at } of others) touch(touched, kind, at.getTime());
  }
  return touched;
}

function touch(touched: Map<ReadingCode, number[]>, kind: string, at: number): void {
  // Only codes of the table were let in.
  const code = kind as ReadingCode;
  const instants = touched.get(code);
  if (instants) instants.push(at);
  else touched.set(code, [at]);
}

/** How the mark of a patient is changed by kinds that were counted; a kind with nothing left goes. */
export function markUpdate(patient: ObjectId, kinds: readonly [string, MarkedKind | null][]) {
  const set = kinds.flatMap(([kind, marked]) => (marked ? [[`kinds.${kind}`, marked] as const] : []));
  const gone = kinds.flatMap(([kind, marked]) => (marked ? [] : [[`kinds.${kind}`, true] as const]));
  return {
    $inc: { revision: 1 },
    $set: { patient, ...Object.fromEntries(set) },
    ...(gone.length > 0 ? { $unset: Object.fromEntries(gone) } : {}),
  };
}
