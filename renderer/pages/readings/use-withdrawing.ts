import { useRef } from 'react';
import type { ReadingRow } from '../../../shared/contract';
import { counted } from '../../../shared/rules/counted';
import { newRecordId } from '../../../shared/rules/record-id';
import { notify } from '../../kit/base';
import { type ReadingFile, useReadingCalls } from '../../kit/data';
import { readingWords } from './use-import';

const placeOf = (row: ReadingRow) => ({ kind: row.kind, id: row.id, takenAt: row.takenAt });
const keyOf = ({ recordedAt, device }: ReadingFile) => `${recordedAt.getTime()} ${device ?? ''}`;

/** The file that a reading was read from; none of others. */
export const fileOf = ({ origin, recordedAt, source }: ReadingRow): ReadingFile | undefined =>
  origin === 'file' ? { recordedAt, ...(source !== undefined && { device: source }) } : undefined;

/** Taking out readings that were entered in error, one or all of a file, and bringing them back. What was withdrawn has an Undo. */
export function useWithdrawing(patient: string) {
  const calls = useReadingCalls(patient);
  /** Of files whose answer is not there yet, the id of their withdrawal: asked for again, it is the same. */
  const withdrawals = useRef(new Map<string, string>());
  /** `work` ends with the words for what it did. */
  const told = async (work: () => Promise<string>, about: string) => {
    try {
      notify.done(await work(), undefined, about);
    } catch (error) {
      notify.failed(error);
    }
  };
  const bringBack = (row: ReadingRow) =>
    told(async () => {
      await calls.reinstate(placeOf(row));
      return 'Reading brought back';
    }, row.id);
  const bringFileBack = (file: ReadingFile, withdrawnAt: Date) =>
    told(async () => {
      const { count } = await calls.reinstateFile(file, withdrawnAt);
      return count === 0
        ? 'Nothing of this file was withdrawn any more'
        : `${counted(count, readingWords)} of a file brought back`;
    }, keyOf(file));
  return {
    bringBack,
    bringFileBack,
    withdraw: async (row: ReadingRow, reason: string) => {
      await calls.withdraw(placeOf(row), reason);
      notify.done('Reading withdrawn', () => bringBack(row), row.id);
    },
    withdrawFile: async (file: ReadingFile, reason: string) => {
      const key = keyOf(file);
      const withdrawal = withdrawals.current.get(key) ?? newRecordId(new Date());
      withdrawals.current.set(key, withdrawal);
      const { count, withdrawnAt } = await calls.withdrawFile(file, { reason, withdrawal });
      withdrawals.current.delete(key);
      if (count === 0) notify.done('All readings of this file were withdrawn before', undefined, key);
      else {
        const words = `${counted(count, readingWords)} of a file withdrawn`;
        notify.done(words, () => bringFileBack(file, withdrawnAt), key);
      }
    },
  };
}
