import { IconListSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { FoundRecords } from '../../../../shared/contract';
import { searchedKinds } from '../../../../shared/rules/searched-kinds';
import { useEverything, useSettled, useToday } from '../../data';
import { searchAddress } from '../../found/search-address';
import { foundTitle, kindWord, whoseWords } from '../../found/found-words';
import { hitAddress } from '../../found/hit-address';
import { iconOf } from '../navigation';
import type { PaletteEntry } from './palette-entry';

/** Typing has paused: searching every record costs more than finding a patient. */
const pauseMs = 250;
const mostHits = 5;
const fewestLetters = 2;

/** The palette finds these by itself. */
const foundElsewhere: ReadonlySet<string> = new Set(['patients', 'doctors', 'clinics']);
const kinds = searchedKinds.map(({ entity }) => entity).filter((entity) => !foundElsewhere.has(entity));

/** The first hit of every kind, then the second ones: no kind hides the others. */
function firstHits(groups: readonly FoundRecords[]) {
  const hits = groups.flatMap(({ kind, hits: ofKind }) => ofKind.map((hit, place) => ({ kind, hit, place })));
  return hits.toSorted((one, other) => one.place - other.place).slice(0, mostHits);
}

function entriesOf(groups: readonly FoundRecords[], query: string, today: string): PaletteEntry[] {
  const hits = firstHits(groups).map(({ kind, hit }): PaletteEntry => {
    const title = foundTitle(kind, hit);
    return {
      key: `record ${kind} ${hit.id}`,
      group: 'In records',
      label: hit.patientName ?? title,
      detail: [hit.patientName && title, kindWord(kind), whoseWords(hit, today)].filter(Boolean).join(', '),
      reasons: [],
      icon: iconOf(kind),
      go: { to: hitAddress(kind, hit) },
      fragment: hit.fragments[0],
    };
  });
  if (hits.length === 0) return [];
  const all: PaletteEntry = {
    key: 'record all',
    group: 'In records',
    label: `All results for “${query}”`,
    reasons: [],
    icon: IconListSearch,
    go: { to: `/search?${searchAddress({ text: query })}` },
  };
  return [...hits, all];
}

/** Records in which the typed words stand, once typing pauses. `isAwaited`: there may be some, not known yet. */
export function useRecordEntries(query: string, isOpen: boolean) {
  const today = useToday();
  const settled = useSettled(query, pauseMs);
  const isWanted = isOpen && query.length >= fewestLetters && settled === query;
  const answer = useEverything({ query: settled, kinds, limit: 3 }, isWanted);
  const { data, isPrevious, error } = answer;
  const isCurrent = isWanted && data !== undefined && !isPrevious;
  const entries = useMemo(
    () => (isCurrent ? entriesOf(data.groups, query, today) : []),
    [isCurrent, data, query, today],
  );
  return { entries, isAwaited: query.length >= fewestLetters && !isCurrent && error === null };
}
