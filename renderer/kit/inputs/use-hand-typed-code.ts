import { useEffect, useRef, useState } from 'react';
import type { FoundCode } from '../../../shared/contract';
import { isBlank } from '../form/values';
import type { Parts } from './parts';

type Given = {
  parts: Parts;
  system: unknown;
  /** What the system has under the code that stands here, in its own spelling. */
  found: FoundCode | undefined;
  /** The code is still being typed: it is spelled anew only once it is left. */
  isTyping: boolean;
  onParts: (parts: Parts) => void;
};

/**
 * Keeps a name from standing beside a code that it does not belong to: when a code or its system is changed by hand, the
 * official name goes, comes back with the code of before, and is that of the new code where the codes are at hand. Words of
 * the person's own stay, and where they differ that is told. A code that is typed beside a name which had none is the
 * name's own; one that was typed by hand stays when it is given another name. Once it is left, it is spelled as its system
 * spells it ("e11" becomes "E11").
 */
export function useHandTypedCode({ parts, system, found, isTyping: isAtCode, onParts }: Given) {
  const pair = useRef<Parts>({});
  const isTyping = useRef(false);
  const ownName = useRef<unknown>(undefined);
  const [isChanged, setIsChanged] = useState(false);
  const [typedCode, setTypedCode] = useState<unknown>();
  const code = isBlank(parts.code) ? '' : String(parts.code);
  const isOwn = code !== '' && parts.code === typedCode;
  const isUnnamed = isChanged && code !== '' && isBlank(parts.display);
  const isSpelled = found?.code === code;
  const name = isUnnamed && (isSpelled || !isAtCode) ? found?.display : undefined;
  const spelling = isOwn && !isSpelled && !isAtCode ? found?.code : undefined;
  const latest = useRef({ parts, system, onParts });
  useEffect(() => {
    latest.current = { parts, system, onParts };
  });
  useEffect(() => {
    if (name === undefined && spelling === undefined) return;
    const now = latest.current;
    const next: Parts = {
      ...now.parts,
      system: now.system,
      ...(name !== undefined && { display: name }),
      ...(spelling !== undefined && { code: spelling }),
    };
    if (name !== undefined) pair.current = next;
    if (spelling !== undefined) setTypedCode(spelling);
    now.onParts(next);
  }, [name, spelling]);
  return {
    /** The code was typed here and not chosen by its name: it is the person's own, whatever they call it. */
    isOwn,
    /** The name is typed (`own`) or chosen: no other is looked up for the code that stands beside it. */
    named: (own: unknown) => {
      ownName.current = own;
      setIsChanged(false);
    },
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
      const isOfAnother =
        code !== '' && next.display === pair.current.display && next.display !== ownName.current;
      return isOfAnother ? { ...next, display: undefined } : next;
    },
    /** The code is typed to its end. */
    end: () => {
      isTyping.current = false;
    },
  };
}
