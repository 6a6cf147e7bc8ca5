import { useEffect, useState } from 'react';
import { useTypingName } from '../../kit/data';
import { type ConnectionDraft, dropDraft, keepDraft, readDraft } from './connection-draft';

export type DraftInHand = {
  draft: ConnectionDraft;
  /** What was typed in an earlier visit is here again, without its passwords. */
  isKeptOne: boolean;
  isTouched: boolean;
  change: (next: ConnectionDraft) => void;
  /** Nothing of it is kept any more. */
  forget: () => void;
  /** As it was before anything was typed. */
  startOver: () => void;
};

/** What is typed into the form of one connection, kept on this computer until it is saved. Passwords never are. */
export function useConnectionDraft(place: string, initial: ConnectionDraft): DraftInHand {
  const name = useTypingName(`connection:${place}`);
  const [draft, setDraft] = useState(initial);
  const [isKeptOne, setKeptOne] = useState(false);
  const [isTouched, setTouched] = useState(false);
  useEffect(() => {
    if (name === null) return;
    const kept = readDraft(localStorage, name, new Date());
    if (!kept) return;
    setDraft(kept);
    setKeptOne(true);
    setTouched(true);
  }, [name]);
  const forget = () => {
    if (name !== null) dropDraft(localStorage, name);
    setTouched(false);
    setKeptOne(false);
  };
  return {
    ...{ draft, isKeptOne, isTouched, forget },
    change(next) {
      setDraft(next);
      setTouched(true);
      if (name !== null) keepDraft(localStorage, name, next, new Date());
    },
    startOver() {
      forget();
      setDraft(initial);
    },
  };
}
