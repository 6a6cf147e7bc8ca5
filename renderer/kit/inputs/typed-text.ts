import { useEffect, useRef, useState } from 'react';

/** How a value is written in a text input, and what typed text means. */
export type Notation<T> = {
  write: (value: T) => string;
  /** The value of a typed text, or null when it means none. */
  read: (text: string) => T | null;
  /** What a bare number is meant in. When it changes, the text is written anew. */
  unit?: string | undefined;
};

/**
 * A text input whose value is not text. While it is typed, the value goes out when the text means one; text that means
 * nothing goes out as it is, so that the form refuses it by name and keeps it: nothing typed is lost or guessed.
 * On leaving, a text that is understood is written as everywhere else ("12.3.1972" becomes "12 Mar 1972").
 */
export function useTypedText<T>(
  value: unknown,
  isValue: (value: unknown) => value is T,
  notation: Notation<T>,
  onChange: (value: T | string | undefined) => void,
) {
  const written = isValue(value) ? notation.write(value) : typeof value === 'string' ? value : '';
  const [text, setText] = useState(written);
  const isTyping = useRef(false);
  const lastOut = useRef<unknown>(value);
  const lastUnit = useRef(notation.unit);
  useEffect(() => {
    const isSameUnit = lastUnit.current === notation.unit;
    lastUnit.current = notation.unit;
    // A value that came from elsewhere replaces the text; the echo of what is being typed does not.
    if (isSameUnit && isTyping.current && value === lastOut.current) return;
    lastOut.current = value;
    setText(written);
  }, [value, written, notation.unit]);
  const send = (next: T | string | undefined) => {
    lastOut.current = next;
    onChange(next);
  };
  return {
    text,
    type(next: string) {
      isTyping.current = true;
      setText(next);
      const trimmed = next.trim();
      send(trimmed === '' ? undefined : (notation.read(trimmed) ?? next));
    },
    leave() {
      isTyping.current = false;
      setText(written);
    },
    /** Takes a value picked with the mouse. */
    pick(next: T) {
      isTyping.current = false;
      setText(notation.write(next));
      send(next);
    },
  };
}
