import { useEffect, useRef, useState } from 'react';
import { useTypingName } from '../../kit/data';
import { type ConnectionDraft, dropDraft, keepDraft, readDraft } from './connection-draft';

export type DraftInHand = {
  draft: ConnectionDraft;
  /** What was typed in an earlier visit is here again, without its passwords. */
  isKeptOne: boolean;
  isTouched: boolean;
  change: (next: ConnectionDraft) => void;
  /** A password was typed for what stands there: no earlier visit comes back in its place. */
  hold: () => void;
  /** Nothing of it is kept any more. */
  forget: () => void;
  /** As it was before anything was typed. */
  startOver: () => void;
};

/**
 * What is typed into the form of one connection, kept on this computer until it is saved. Passwords never are. Who types at
 * once, before it is known what an earlier visit left, goes on with what they typed.
 */
export function useConnectionDraft(place: string, initial: ConnectionDraft): DraftInHand {
  const name = useTypingName(`connection:${place}`);
  const [draft, setDraft] = useState(initial);
  const [isKeptOne, setKeptOne] = useState(false);
  const [isTouched, setTouched] = useState(false);
  /** What was typed while it was still being found out where it is kept. */
  const early = useRef<ConnectionDraft>(null);
  useEffect(() => {
    if (name === null) return;
    if (early.current) {
      keepDraft(localStorage, name, early.current, new Date());
      return;
    }
    const kept = readDraft(localStorage, name, new Date());
    if (!kept) return;
    setDraft(kept);
    setKeptOne(true);
    setTouched(true);
  }, [name]);
  const forget = () => {
    if (name !== null) dropDraft(localStorage, name);
    early.current = null;
    setTouched(false);
    setKeptOne(false);
  };
  return {
    ...{ draft, isKeptOne, isTouched, forget },
    change(next) {
      setDraft(next);
      setTouched(true);
      if (name === null) early.current = next;
      else keepDraft(localStorage, name, next, new Date());
    },
    hold() {
      if (name === null) early.current = draft;
    },
    startOver() {
      forget();
      setDraft(initial);
    },
  };
}
