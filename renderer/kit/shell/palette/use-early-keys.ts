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
      if (event.isComposing) return;
      // Letters that need AltGr or Option come with the text they make.
      const isText =
        event.key.length === 1 && (event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey));
      if (isText) latest.current.edit((text) => text + event.key);
      else if (event.key === 'Backspace') latest.current.edit((text) => [...text].slice(0, -1).join(''));
      else if (event.key === 'Enter') latest.current.enter(event);
      else if (!event.key.startsWith('Arrow')) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const arrive = ({ target }: FocusEvent) => {
      if (target === field.current) stop();
    };
    const stop = () => {
      window.removeEventListener('keydown', press, { capture: true });
      window.removeEventListener('focusin', arrive);
    };
    window.addEventListener('keydown', press, { capture: true });
    window.addEventListener('focusin', arrive);
    return stop;
  }, [isCalled, field]);
}
