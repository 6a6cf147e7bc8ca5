import type { CopyRun, CopyStage } from '../../../shared/contract';
import { entities, type EntityTable } from '../../../shared/entities';
import { counted } from '../../../shared/rules/counted';
import { formatBytes } from '../../kit/files';
import { formatNumber } from '../../kit/format';
import { sentence } from '../../kit/table';

const table: EntityTable = entities;

/** Collections that hold no entity, in words. */
const others: Readonly<Record<string, string>> = {
  'attachments.chunks': 'Contents of documents',
  'attachments.files': 'Files of documents',
  counters: 'Counters',
  documentuploads: 'Documents that are coming in',
  legacyloads: 'Adoptions of an older system',
  legacyreviews: 'Open questions of an adoption',
  migrations: 'Form of the database',
  readinglocks: 'Turns at writing readings',
  readingmarks: 'What readings there are',
  readingpackets: 'Readings on their way',
  readingrollups: 'Readings by day',
  readings: 'Readings',
  readingwithdrawals: 'Withdrawn readings',
  reportsecrets: 'Pseudonyms of reports',
  standalonewriter: 'Turns at changes, of a server that stood alone',
  turns: 'Turns at changes',
};

export const collectionWords = (name: string): string =>
  others[name] ?? sentence(table[name]?.label.many ?? name);

type Running = Extract<CopyRun, { kind: 'running' }>;
export type CopiedCollection = Running['collections'][number];

export const stageWords: Readonly<Record<CopyStage, string>> = {
  preparing: 'Preparing',
  copying: 'Copying',
  indexing: 'Making the indexes',
  pausing: 'Pausing saving',
  comparing: 'Comparing both sides',
  finishing: 'Finishing the copy',
};

export const stateWords: Readonly<Record<CopiedCollection['state'], string>> = {
  waiting: 'Waits',
  copying: 'Being copied',
  copied: 'Copied',
  comparing: 'Being compared',
  equal: 'Equal',
  different: 'Not equal',
};

/** "12,480 of 80,000 documents · 4.2 of 60 MB · 3 MB a second · about 2 min left". */
export function progressWords({ done, all, bytesPerSecond, secondsLeft }: Running): string {
  return [
    `${formatNumber(done.documents)} of ${counted(all.documents, { one: 'document', many: 'documents' })}`,
    `${formatBytes(done.bytes)} of ${formatBytes(all.bytes)}`,
    bytesPerSecond !== undefined && `${formatBytes(Math.round(bytesPerSecond))} a second`,
    secondsLeft !== undefined && leftWords(secondsLeft),
  ]
    .filter((words) => words !== false)
    .join(' · ');
}

export function leftWords(seconds: number): string {
  if (seconds < 60) return 'less than a minute left';
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `about ${minutes} min left`;
  return `about ${formatNumber(Math.round(minutes / 60))} h left`;
}
