import type { Issue } from '../../../../shared/contract';
import { fileKinds, kindByName, largestFile } from '../../../../shared/rules/file-kinds';
import { codeOf, errorWords, isUnreadableFile } from '../../base/error-words';
import { formatBytes } from '../bytes';
import type { UploadProblem } from './upload';

function issuesOf(error: unknown): readonly Issue[] {
  const data = error instanceof Error && 'data' in error ? error.data : undefined;
  const issues =
    typeof data === 'object' && data !== null && 'issues' in data ? (data as { issues: unknown }).issues : [];
  return Array.isArray(issues) ? (issues as Issue[]) : [];
}

/** What the core refuses for the file itself: its kind, its size, what is in it. Other fields can be put right. */
const ofTheFile: ReadonlySet<string> = new Set(['filename', 'size', 'chunk']);

/** The reason why a file was refused, at the field that the core names. */
export function problemOf(error: unknown): UploadProblem {
  if (isUnreadableFile(error)) {
    return {
      message: 'The file was moved, changed or locked on this computer since it was added. Add it again.',
      isFinal: true,
    };
  }
  const [issue] = codeOf(error) === 'INVALID' ? issuesOf(error) : [];
  if (issue) {
    const field = issue.path.map(String).join('.');
    return { message: issue.message, ...(field && { field }), isFinal: ofTheFile.has(field) };
  }
  const { title, text, reference } = errorWords(error);
  return { message: `${title}. ${text}${reference ? ` Reference number ${reference}.` : ''}` };
}

/** What can be said before a byte is sent: an empty file, and one that is larger than its kind may be. */
export function problemBefore({ name, size }: Pick<File, 'name' | 'size'>): UploadProblem | undefined {
  if (size === 0) return { message: 'The file is empty.', field: 'size', isFinal: true };
  const kind = kindByName(name);
  const limit = kind?.limit ?? largestFile;
  if (size <= limit) return undefined;
  const what = kind && fileKinds.includes(kind) ? `a ${kind.label}` : 'a file';
  return {
    message: `The file has ${formatBytes(size)}; ${what} may have ${formatBytes(limit)} at most.`,
    field: 'size',
    isFinal: true,
  };
}
