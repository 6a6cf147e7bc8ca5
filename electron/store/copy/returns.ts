import type mongoose from 'mongoose';
import type { CopyReturn } from '../../core/ports/clinic-copies';
import { backNoteOf, backNotes, type OutNote } from './notes';

type Db = mongoose.mongo.Db;
type Back = { readonly by: string; readonly at: Date; readonly openedAt?: Date | undefined };

/**
 * Notes that people are let work here again after a move. Before they are, and once: what broke off is repeated. Of a copy
 * that is not known to be whole it is kept too: it may have been finished over there.
 */
export async function noteReturn(here: Db, out: OutNote, { by, at, openedAt }: Back): Promise<void> {
  await backNotes(here).updateOne(
    { _id: backNoteOf(out.copy) },
    {
      $setOnInsert: {
        ...{ copy: out.copy, to: out.to, by: out.by, movedAt: out.since },
        ...{ backAt: at, backBy: by, ...(openedAt && { openedAt }) },
        ...(!out.isComplete && { isUncertain: true }),
      },
      ...(out.isComplete && { $unset: { isUncertain: '' } }),
    },
    { upsert: true },
  );
}

/** A copy turned out not to be whole: nobody can have opened it. */
export async function settleReturn(here: Db, copy: string): Promise<void> {
  await backNotes(here).deleteOne({ _id: backNoteOf(copy), isUncertain: true });
}

/** The copies after which people work here again, newest first; without `still`, which the clinic is moved to yet, or which goes on. */
export async function returnsOf(here: Db, still: string | undefined): Promise<CopyReturn[]> {
  const notes = await backNotes(here)
    .find({ _id: { $regex: `^${backNoteOf('')}` } })
    .sort({ backAt: -1 })
    .toArray();
  return notes.filter(({ copy }) => copy !== still).map(({ _id, copy, ...note }) => ({ id: copy, ...note }));
}
