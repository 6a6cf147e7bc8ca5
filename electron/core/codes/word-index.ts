import { wordsOf } from '../../../shared/rules/names';
import { takeTurns } from '../turns';
import { NumberList } from './number-list';

/** A word that was typed: the words that begin with it have the numbers from `from` up to, not including, `to`. */
type Range = { readonly from: number; readonly to: number; readonly isWhole: boolean };

/** More words than this only repeat what is already narrow. */
const mostWords = 8;

/** Collects the words of texts, one text after the other, for a `WordIndex`. */
export class WordCollector {
  /** Words by the number that each got when it was first met. */
  private readonly numbers = new Map<string, number>();
  private readonly met = new NumberList();
  private readonly ends = new NumberList();

  add(text: string): void {
    const start = this.met.length;
    for (const word of wordsOf(text)) {
      const number = this.numbers.get(word) ?? this.numbers.size;
      if (number === this.numbers.size) this.numbers.set(word, number);
      if (!this.met.includes(number, start)) this.met.push(number);
    }
    this.ends.push(this.met.length);
  }

  /** Puts the words in order; others have their turn in between. */
  async finish(): Promise<WordIndex> {
    const turns = takeTurns();
    const vocabulary = [...this.numbers.keys()].sort();
    const sorted = new Uint32Array(vocabulary.length);
    for (const [number, word] of vocabulary.entries()) sorted[this.numbers.get(word) ?? 0] = number;
    const words = this.met.values;
    const wordEnds = this.ends.values;

    const postingStarts = new Uint32Array(vocabulary.length + 1);
    for (let place = 0; place < wordEnds.length; place += 1) {
      if (turns.isOver()) await turns.next();
      const start = wordEnds[place - 1] ?? 0;
      const end = wordEnds[place] ?? 0;
      for (let at = start; at < end; at += 1) {
        const number = sorted[words[at] ?? 0] ?? 0;
        words[at] = number;
        postingStarts[number + 1] = (postingStarts[number + 1] ?? 0) + 1;
      }
      words.subarray(start, end).sort();
    }
    for (let number = 0; number < vocabulary.length; number += 1) {
      postingStarts[number + 1] = (postingStarts[number + 1] ?? 0) + (postingStarts[number] ?? 0);
    }

    const postings = new Uint32Array(words.length);
    const next = postingStarts.slice();
    for (let place = 0; place < wordEnds.length; place += 1) {
      if (turns.isOver()) await turns.next();
      const end = wordEnds[place] ?? 0;
      for (let at = wordEnds[place - 1] ?? 0; at < end; at += 1) {
        const number = words[at] ?? 0;
        const to = next[number] ?? 0;
        postings[to] = place;
        next[number] = to + 1;
      }
    }
    return new WordIndex(vocabulary, postings, postingStarts, words, wordEnds);
  }
}

/**
 * Finds texts by how their words begin. The words stand sorted in a vocabulary; what each occurs in, and what each text
 * is made of, are numbers in typed arrays: 900,000 words of the displays of ICD-10-CM take 8 MB.
 */
export class WordIndex {
  constructor(
    private readonly vocabulary: readonly string[],
    /** Texts in which word `w` occurs: `postings` from `postingStarts[w]` up to `postingStarts[w + 1]`, ascending. */
    private readonly postings: Uint32Array,
    private readonly postingStarts: Uint32Array,
    /** Words of text `t`: `words` from `wordEnds[t - 1]` up to `wordEnds[t]`, each once, ascending. */
    private readonly words: Uint32Array,
    private readonly wordEnds: Uint32Array,
  ) {}

  /**
   * Calls `found` for each text in which every word of `typed` begins some word, once, with how many of the typed words
   * do not stand there whole. The rarest word names the candidates; the others are looked for in those only.
   */
  match(typed: string, found: (place: number, unfinished: number) => void): void {
    const ranges = this.rangesOf(typed);
    const [rarest, ...others] = ranges.sort((one, other) => this.occurrences(one) - this.occurrences(other));
    if (!rarest) return;
    for (let number = rarest.from; number < rarest.to; number += 1) {
      const end = this.postingStarts[number + 1] ?? 0;
      for (let at = this.postingStarts[number] ?? 0; at < end; at += 1) {
        const place = this.postings[at] ?? 0;
        // A text with several words that begin so is met at the first of them.
        if (this.firstIn(place, rarest) !== number) continue;
        let unfinished = Number(!isWhole(rarest, number));
        const hasOthers = others.every((range) => {
          const first = this.firstIn(place, range);
          unfinished += Number(!isWhole(range, first));
          return first >= 0;
        });
        if (hasOthers) found(place, unfinished);
      }
    }
  }

  /** In how many places the rarest of the typed words begins a word: how much there is to look at. */
  breadthOf(typed: string): number {
    return this.rangesOf(typed).reduce(
      (least, range) => Math.min(least, this.occurrences(range)),
      Number.POSITIVE_INFINITY,
    );
  }

  /** For one text after the other: how many typed words do not stand there whole; -1 where one begins no word at all. */
  unfinishedIn(typed: string): (place: number) => number {
    const ranges = this.rangesOf(typed);
    return (place) => {
      let unfinished = 0;
      for (const range of ranges) {
        const first = this.firstIn(place, range);
        if (first < 0) return -1;
        unfinished += Number(!isWhole(range, first));
      }
      return unfinished;
    };
  }

  private rangesOf(typed: string): Range[] {
    return [...new Set(wordsOf(typed))].slice(0, mostWords).map((word) => this.rangeOf(word));
  }

  /** The first word of a text that lies in a range; -1 when there is none. */
  private firstIn(place: number, { from, to }: Range): number {
    const end = this.wordEnds[place] ?? 0;
    for (let at = this.wordEnds[place - 1] ?? 0; at < end; at += 1) {
      const number = this.words[at] ?? 0;
      if (number >= from) return number < to ? number : -1;
    }
    return -1;
  }

  private occurrences({ from, to }: Range): number {
    return (this.postingStarts[to] ?? 0) - (this.postingStarts[from] ?? 0);
  }

  private rangeOf(word: string): Range {
    const [from, to] = rangeOfPrefix(word, this.vocabulary.length, (place) => this.vocabulary[place] ?? '');
    return { from, to, isWhole: this.vocabulary[from] === word };
  }
}

/** Of the words that begin so, the typed one itself comes first, if it is a word at all. */
const isWhole = (range: Range, number: number) => range.isWhole && number === range.from;

/** Of texts in ascending order, those that begin so: from the first place up to, not including, the second. */
export function rangeOfPrefix(
  prefix: string,
  length: number,
  textAt: (place: number) => string,
): [number, number] {
  const from = firstPlace(0, length, (place) => textAt(place) >= prefix);
  return [from, firstPlace(from, length, (place) => !textAt(place).startsWith(prefix))];
}

/** The first place from `start` at which `isReached`, which stays true from there on; `end` when it never is. */
function firstPlace(start: number, end: number, isReached: (place: number) => boolean): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
