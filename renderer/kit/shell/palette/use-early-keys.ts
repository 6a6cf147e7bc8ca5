import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

type Answers = {
  /** A change of the text typed so far. */
  edit: (change: (text: string) => string) => void;
  enter: (event: KeyboardEvent) => void;
};

/**
 * Keys pressed between the call for a field and its getting the focus (a dialog takes a moment to open) go into it all
 * the same: whoever types fast, or scans a card, loses no letter, and no letter acts as a shortcut of the page below.
 */
export function useEarlyKeys(
  isCalled: boolean,
  field: RefObject<HTMLInputElement | null>,
  answers: Answers,
): void {
  const latest = useRef(answers);
  useEffect(() => {
    latest.current = answers;
  });
  // Before the next key can come: a change that a key made is drawn before the browser goes on.
  useLayoutEffect(() => {
    if (!isCalled) return;
    const press = (event: KeyboardEvent) => {
      if (field.current && field.current === document.activeElement) return stop();
      if (event.isComposing) return;
      const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isText) latest.current.edit((text) => text + event.key);
      else if (event.key === 'Backspace') latest.current.edit((text) => [...text].slice(0, -1).join(''));
      else if (event.key === 'Enter') latest.current.enter(event);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const stop = () => window.removeEventListener('keydown', press, { capture: true });
    window.addEventListener('keydown', press, { capture: true });
    return stop;
  }, [isCalled, field]);
}
