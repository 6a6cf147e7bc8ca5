import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Snippet } from '../../../shared/entities';
import type { SnippetsOffered } from './input-props';
import { useList } from '../data/reads';
import { useSettled } from '../data/reference-search';
import { answeringSnippets, type SnippetCall, snippetCallAt, withOthers, withSnippet } from './snippet-text';

type Options = {
  input: RefObject<HTMLTextAreaElement | HTMLInputElement | null>;
  offered: SnippetsOffered;
  text: string;
  /** Whether a snippet can stand in this text at all. */
  takes: (snippet: Snippet) => boolean;
  onText: (text: string) => void;
};

/** As many as one page holds. */
const page = { offset: 0, limit: 200 };
/** After the last letter, in milliseconds. */
const pauseMs = 120;

/**
 * What may answer a query. Where only a part of the snippets is at hand, the others are looked for; `isMore`: some that
 * may answer are still not among them.
 */
function usePool({ snippets, isPart }: SnippetsOffered, call: SnippetCall | null) {
  const query = call?.query.slice(0, 200) ?? '';
  const asked = useSettled(query, pauseMs);
  const isAsking = isPart && asked !== '' && call !== null;
  const found = useList('snippets', { text: asked, page }, { isWanted: isAsking });
  if (!isPart) return { pool: snippets, isMore: false };
  const { rows = [], total = 0 } = (isAsking && found.data) || {};
  const isOfThis = isAsking && asked === query && found.data !== undefined && !found.isPrevious;
  return { pool: withOthers(snippets, rows), isMore: isOfThis ? total > rows.length : true };
}

/** Which snippets are offered in a text, which of them is marked, and the keys that choose one. */
export function useSnippetList({ input, offered, text, takes, onText }: Options) {
  const listId = useId();
  const [call, setCall] = useState<SnippetCall | null>(null);
  const [marked, setMarked] = useState(0);
  /** Where the list was asked for by the button, with no "/" in the text. */
  const [anchor, setAnchor] = useState<number | null>(null);
  /** Where Esc closed it: it stays closed there. */
  const [refused, setRefused] = useState<number | null>(null);
  const selection = useRef<readonly [number, number] | null>(null);
  const { pool, isMore } = usePool(offered, call);
  const snippets = call ? answeringSnippets(pool.filter(takes), call.query, offered.purpose) : [];
  const isOpen = snippets.length > 0;

  // The cursor can only be put where the text already is.
  useLayoutEffect(() => {
    if (selection.current) input.current?.setSelectionRange(...selection.current);
    selection.current = null;
  }, [input, text]);

  const close = () => {
    setCall(null);
    setAnchor(null);
  };
  /** After typing, and wherever the cursor goes. */
  const follow = () => {
    const { value = '', selectionStart, selectionEnd } = input.current ?? {};
    if (selectionStart == null || selectionStart !== selectionEnd) return close();
    const typed = anchor === null ? '' : value.slice(anchor, selectionStart);
    const isAsked = anchor !== null && selectionStart >= anchor && !/\s/.test(typed);
    const next = isAsked
      ? { from: anchor, to: selectionStart, query: typed }
      : snippetCallAt(value, selectionStart);
    if (!isAsked) setAnchor(null);
    if (next?.from !== refused) setRefused(null);
    if (next?.query !== call?.query || next?.from !== call?.from) setMarked(0);
    setCall(next?.from === refused ? null : next);
  };
  const insert = (snippet: Snippet) => {
    if (!call) return;
    const next = withSnippet(text, call, snippet.text ?? '');
    selection.current = next.selection;
    close();
    onText(next.text);
    input.current?.focus();
  };
  const askAtCursor = () => {
    const element = input.current;
    if (!element) return;
    element.focus();
    const at = element.selectionEnd ?? text.length;
    element.setSelectionRange(at, at);
    setRefused(null);
    setMarked(0);
    setAnchor(at);
    setCall({ from: at, to: at, query: '' });
  };
  const step = (by: number) => setMarked((marked + by + snippets.length) % snippets.length);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => {
      const snippet = snippets[marked];
      if (snippet) insert(snippet);
    },
    Escape: () => {
      setRefused(call?.from ?? null);
      close();
    },
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const answer = keys[event.key];
    // With a modifier it is another key (⌘↵ saves), and while letters are composed it belongs to them.
    if (!isOpen || !answer || event.metaKey || event.ctrlKey || event.altKey || event.nativeEvent.isComposing)
      return;
    event.preventDefault();
    answer();
  };
  return {
    ...{ listId, snippets, isMore, isOpen, marked, setMarked, follow, close, insert, askAtCursor, onKeyDown },
  };
}

export type SnippetList = ReturnType<typeof useSnippetList>;
