import { ORPCError } from '@orpc/client';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ImportMapping, ImportReport } from '../../../shared/contract';
import { counted } from '../../../shared/rules/counted';
import { notify } from '../../kit/base';
import { useReadingCalls } from '../../kit/data';
import { largestFile, tooLargeFile } from '../../../shared/rules/readings/file-limits';
import { packedFile } from '../../../shared/rules/readings/packed-file';

/** Between the last letter of a device and the next look. */
const TYPING_MS = 400;

type Looked = { readonly report: ImportReport; readonly device: string };
type Content = Awaited<ReturnType<typeof packedFile>>;

/** The file that is looked at. */
export type ChosenFile = {
  readonly name: string;
  readonly format: 'csv' | 'json';
  readonly content: Content;
};

export type ImportState =
  | { readonly kind: 'choosing'; readonly failure?: unknown }
  | { readonly kind: 'reading' }
  | {
      readonly kind: 'looking';
      readonly file: ChosenFile;
      readonly mapping: ImportMapping;
      readonly report: ImportReport;
      /** With which device it was looked at; it is part of what makes readings the same. */
      readonly device: string;
      /** Being looked at again after an answer to a question. */
      readonly isAgain?: boolean;
      readonly failure?: unknown;
    }
  | { readonly kind: 'importing'; readonly file: ChosenFile; readonly report: ImportReport }
  | {
      readonly kind: 'done';
      readonly file: ChosenFile;
      readonly report: ImportReport & { recorded: number; recordedAt: Date };
      readonly device: string;
    };

export const readingWords = { one: 'reading', many: 'readings' };

/** By the ending of the name, otherwise by how the text begins. */
const formatOf = (name: string, text: string): 'csv' | 'json' => {
  if (/\.json$/i.test(name)) return 'json';
  if (/\.(csv|tsv|txt)$/i.test(name)) return 'csv';
  return /^\s*[[{]/.test(text) ? 'json' : 'csv';
};

const unreadable = 'This computer cannot read the file. It may have been moved; choose it again.';

/** What the core would say of it, before anything is sent. */
const refusedFile = (message: string) => new ORPCError('INVALID', { message });

const textOf = (chosen: File): Promise<string> =>
  chosen.text().catch(() => {
    throw refusedFile(unreadable);
  });

/** A file of readings on its way into the record: chosen, looked at, put right by answers, kept. Stale answers are dropped. */
export function useImport(patient: string) {
  const calls = useReadingCalls(patient);
  const [state, setState] = useState<ImportState>({ kind: 'choosing' });
  const [device, setDevice] = useState('');
  const turn = useRef(0);
  const isClosed = useRef(false);
  useEffect(() => {
    isClosed.current = false;
    return () => {
      isClosed.current = true;
    };
  }, []);

  const look = async (file: ChosenFile, mapping: ImportMapping, before?: Looked) => {
    turn.current += 1;
    const own = turn.current;
    const isStale = () => own !== turn.current;
    const named = device.trim();
    setState(before ? { kind: 'looking', file, mapping, ...before, isAgain: true } : { kind: 'reading' });
    try {
      const { format, content } = file;
      const asked = { format, content, mapping, ...(named && { device: named }) };
      const report = await calls.previewImport(asked);
      if (!isStale()) setState({ kind: 'looking', file, mapping, report, device: named });
    } catch (failure) {
      if (isStale()) return;
      setState(
        before ? { kind: 'looking', file, mapping, ...before, failure } : { kind: 'choosing', failure },
      );
    }
  };
  const lookAgain = (changes: ImportMapping = {}) => {
    if (state.kind !== 'looking') return;
    const { file, mapping, report, device } = state;
    void look(file, { ...mapping, ...changes }, { report, device });
  };
  const isOfOther = state.kind === 'looking' && state.device !== device.trim();
  const again = useEffectEvent(lookAgain);
  // With `device`, so that each letter starts the wait anew.
  useEffect(() => {
    if (!isOfOther) return;
    const timer = setTimeout(() => again(), TYPING_MS);
    return () => clearTimeout(timer);
  }, [isOfOther, device]);

  return {
    state,
    device,
    setDevice,
    /** What is shown was looked at with another device than is typed now, or with other answers. */
    isBehind: isOfOther || (state.kind === 'looking' && state.isAgain === true),
    lookAgain: () => lookAgain(),
    choose: async (chosen: File) => {
      setState({ kind: 'reading' });
      try {
        if (chosen.size > largestFile) throw refusedFile(tooLargeFile);
        const text = await textOf(chosen);
        const content = await packedFile(text);
        await look({ name: chosen.name, format: formatOf(chosen.name, text), content }, {});
      } catch (failure) {
        setState({ kind: 'choosing', failure });
      }
    },
    answer: lookAgain,
    keep: async () => {
      if (state.kind !== 'looking' || isOfOther || state.isAgain) return;
      const { file, mapping, report, device } = state;
      setState({ kind: 'importing', file, report });
      try {
        const { format, content } = file;
        const kept = await calls.import({ format, content, mapping, ...(device && { device }) });
        setState({ kind: 'done', file, report: kept, device });
        // Who closed the dialog meanwhile is told all the same.
        if (isClosed.current) notify.done(`${counted(kept.recorded, readingWords)} of ${file.name} kept`);
      } catch (failure) {
        setState({ kind: 'looking', file, mapping, report, device, failure });
        if (isClosed.current) notify.failed(failure);
      }
    },
    startOver: () => {
      turn.current += 1;
      setState({ kind: 'choosing' });
    },
  };
}
