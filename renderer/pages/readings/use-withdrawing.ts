import type { ReadingRow } from '../../../shared/contract';
import { counted } from '../../../shared/rules/counted';
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
  const told = async (work: () => Promise<unknown>, words: string, about: string) => {
    try {
      await work();
      notify.done(words, undefined, about);
    } catch (error) {
      notify.failed(error);
    }
  };
  const bringBack = (row: ReadingRow) =>
    told(() => calls.reinstate(placeOf(row)), 'Reading brought back', row.id);
  const bringFileBack = (file: ReadingFile, withdrawnAt: Date) =>
    told(() => calls.reinstateFile(file, withdrawnAt), 'File of readings brought back', keyOf(file));
  return {
    bringBack,
    bringFileBack,
    withdraw: async (row: ReadingRow, reason: string) => {
      await calls.withdraw(placeOf(row), reason);
      notify.done('Reading withdrawn', () => bringBack(row), row.id);
    },
    withdrawFile: async (file: ReadingFile, reason: string) => {
      const { count, withdrawnAt } = await calls.withdrawFile(file, reason);
      const words = `${counted(count, readingWords)} of a file withdrawn`;
      notify.done(words, () => bringFileBack(file, withdrawnAt), keyOf(file));
    },
  };
}
