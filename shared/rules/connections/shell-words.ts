/** A word as a shell reads it; of a quoted one nothing is an option. */
export type ShellWord = { readonly text: string; readonly isQuoted: boolean };

const closings: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’' };

/**
 * The words of a command, up to a comment. A quote that is not closed is a sign like any other, and "\" stays where it may be
 * part of a path of Windows. In linear time.
 */
export function shellWords(text: string): ShellWord[] {
  const words: ShellWord[] = [];
  const unclosed = new Set<string>();
  let word: { text: string; isQuoted: boolean } | undefined;
  let at = 0;
  const quoteAt = (start: number): string | undefined => {
    const closing = closings[text.charAt(start)];
    if (closing === undefined || unclosed.has(closing)) return undefined;
    const end = text.indexOf(closing, start + 1);
    if (end >= 0) return text.slice(start + 1, end);
    unclosed.add(closing);
    return undefined;
  };
  const add = (part: string, isQuoted = false) => {
    word ??= { text: '', isQuoted };
    word.text += part;
  };
  while (at < text.length) {
    const sign = text.charAt(at);
    const next = text.charAt(at + 1);
    // Commands are broken over lines with "\", "`" and "^".
    const isBreak = /[\\`^]/.test(sign) && /[\r\n]/.test(next);
    if (/\s/.test(sign) || isBreak) {
      if (word) words.push(word);
      word = undefined;
      at += 1;
      continue;
    }
    if (sign === '#' && !word) break;
    const quoted = quoteAt(at);
    if (quoted !== undefined) {
      add(quoted, true);
      at += quoted.length + 2;
    } else if (sign === '\\' && /[^\w\s\\]/.test(next)) {
      add(next);
      at += 2;
    } else {
      add(sign);
      at += 1;
    }
  }
  if (word) words.push(word);
  return words;
}
