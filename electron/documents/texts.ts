import { type ByteSource, type DocumentFacts, UnfitFile } from '../core/ports/document-reader';
import type { FileKind } from '../../shared/rules/file-kinds';
import { mostText, searchable } from './searchable';

const PART = 1024 * 1024;
/** Larger JSON is not read through: nothing is done with it but keeping it. */
const MOST_PARSED = 10_000_000;

/** Text in UTF-8 to its last byte, without what no text holds. */
export async function textFacts(
  source: ByteSource,
  kind: FileKind,
): Promise<Omit<DocumentFacts, 'contentType'>> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  let kept = 0;
  const isKeptWhole = kind.contentType === 'application/json' && source.size <= MOST_PARSED;
  for (let at = 0; at < source.size; at += PART) {
    const bytes = await source.read(at, Math.min(PART, source.size - at));
    const isLast = at + bytes.length >= source.size;
    const text = decoded(decoder, bytes, isLast, kind);
    if (at === 0) refuseDisguised(text, kind);
    if (kept < mostText || isKeptWhole) parts.push(text);
    kept += text.length;
  }
  const whole = parts.join('');
  if (isKeptWhole) requireJson(whole);
  const isRead = !kind.contentType.includes('html') && !kind.contentType.includes('svg');
  const words = searchable(isRead ? whole : whole.replace(/<[^>]{0,10000}>/g, ' '));
  if (!words) return { textState: 'none' };
  return { text: words, textState: kept > mostText ? 'partly' : 'found' };
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, isLast: boolean, { label }: FileKind): string {
  try {
    const text = decoder.decode(bytes, { stream: !isLast });
    // Control characters are what it looks for.
    if (!/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return text;
  } catch {
    // Told below: bytes that are no UTF-8 and bytes that are no text are the same to people.
  }
  throw new UnfitFile(
    `The name says that this is a ${label}, but its content is no text in UTF-8, or it is cut off. Save it as UTF-8.`,
  );
}

/** A page of a browser is not to come in as something that looks harmless. */
function refuseDisguised(text: string, { contentType, label }: FileKind): void {
  const isPage = /^\s*(<!doctype html|<html|<script|<svg)/i.test(text);
  const isAllowed = /html|svg|xml/.test(contentType);
  if (isPage && !isAllowed)
    throw new UnfitFile(`The name says that this is a ${label}, but its content is a web page.`);
}

function requireJson(text: string): void {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new UnfitFile('This is no whole JSON: it is cut off or has a mistake.');
  }
}
