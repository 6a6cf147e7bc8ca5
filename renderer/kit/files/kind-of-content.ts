import { type FileKind, fileKinds } from '../../../shared/rules/file-kinds';

const kinds: ReadonlyMap<string, FileKind> = new Map(fileKinds.map((kind) => [kind.contentType, kind]));

/** The kind of file that a document holds; undefined for paper and for what nobody knows. */
export const kindOfContent = (contentType: string | undefined): FileKind | undefined =>
  contentType === undefined ? undefined : kinds.get(contentType);
