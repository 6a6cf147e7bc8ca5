import { useEffect, useRef, useState } from 'react';
import { useCodeSearch } from '../data/code-search';
import { isBlank } from '../form/values';
import type { Parts } from './parts';

type Given = {
  parts: Parts;
  system: unknown;
  /** The codes of the system can be looked up. */
  isFound: boolean;
  onParts: (parts: Parts) => void;
};

/**
 * Keeps a name from standing beside a code that it does not belong to: when a code or its system is changed by hand, the
 * name goes, comes back with the code of before, and is looked up where the codes are at hand. A code that is typed
 * beside a name which had none is the name's own; one that was typed by hand stays when it is given another name.
 */
export function useHandTypedCode({ parts, system, isFound, onParts }: Given) {
  const pair = useRef<Parts>({});
  const isTyping = useRef(false);
  const [isChanged, setIsChanged] = useState(false);
  const [typedCode, setTypedCode] = useState<unknown>();
  const code = isBlank(parts.code) ? '' : String(parts.code);
  const isUnnamed = isChanged && isFound && code !== '' && isBlank(parts.display);
  const { codes } = useCodeSearch(String(system ?? ''), isUnnamed ? code : '', isUnnamed);
  const name = isUnnamed ? codes.find((each) => each.code === code && each.system === system)?.display : '';
  const latest = useRef({ parts, system, onParts });
  useEffect(() => {
    latest.current = { parts, system, onParts };
  });
  useEffect(() => {
    if (!name) return;
    const now = latest.current;
    pair.current = { ...now.parts, system: now.system, display: name };
    now.onParts(pair.current);
  }, [name]);
  return {
    /** The code was typed here and not chosen by its name: it is the person's own, whatever they call it. */
    isOwn: code !== '' && parts.code === typedCode,
    /** The name is typed: no other is looked up for the code that stands beside it. */
    named: () => setIsChanged(false),
    /** The parts after a change by hand of the code or the system. */
    changed: (change: Parts): Parts => {
      const before: Parts = { ...parts, system };
      if (!isTyping.current && !isBlank(before.code) && !isBlank(before.display)) pair.current = before;
      if ('code' in change && code === '') isTyping.current = true;
      setIsChanged(true);
      if ('code' in change) setTypedCode(change.code);
      const next: Parts = { ...before, ...change };
      const isPair = next.code === pair.current.code && next.system === pair.current.system;
      if (isPair) return isBlank(next.display) ? { ...next, display: pair.current.display } : next;
      const isOfAnother = code !== '' && next.display === pair.current.display;
      return isOfAnother ? { ...next, display: undefined } : next;
    },
    /** The code is typed to its end. */
    end: () => {
      isTyping.current = false;
    },
  };
}
