import type { CodeRow } from '../ports/code-systems';
import { NumberList } from './number-list';

const separator = '\t';
/** How `isBillable` is kept. */
const billable = [undefined, false, true] as const;
/** Displays longer than this are all alike long. */
export const longestDisplay = 1_023;

/**
 * Words that narrow nothing down, as classifications have them: "Essential (primary) hypertension", "Unspecified asthma,
 * uncomplicated". What most people have is named with the most of them, and would come last.
 */
const sayingNothing =
  /\b(?:site not specified|unspecified (?:site|organism)|essential|primary|unspecified|uncomplicated|without complications?|not intractable|without status \w+)\b|[(),]/gi;
const saying = (display: string) => display.replace(sayingNothing, '').replace(/\s+/g, ' ').trim();

/**
 * Rows of a table as bytes, read back one by one: a hundred thousand take 9 MB here, and 50 MB as objects, which the
 * collector would walk through, and everybody wait for, again and again.
 */
export class PackedRows {
  private bytes = new Uint8Array(1 << 16);
  private used = 0;
  private readonly ends = new NumberList();
  /** Length of what the display says, and above it how `isBillable` is kept. */
  private readonly traits = new NumberList();
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();

  get length(): number {
    return this.ends.length;
  }

  push({ code, display, isBillable, otherNames = [] }: CodeRow): void {
    const text = [code, display, ...otherNames].join(separator);
    // A character of UTF-16 takes at most three bytes of UTF-8.
    if (this.used + text.length * 3 > this.bytes.length) {
      const larger = new Uint8Array((this.bytes.length + text.length * 3) * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.used += this.encoder.encodeInto(text, this.bytes.subarray(this.used)).written;
    this.ends.push(this.used);
    const kept = billable.indexOf(isBillable);
    this.traits.push(kept * (longestDisplay + 1) + Math.min(saying(display).length, longestDisplay));
  }

  /** No row follows: gives back the room that none took, tens of megabytes where half a million have other names. */
  finish(): void {
    this.bytes = this.bytes.slice(0, this.used);
  }

  at(place: number): CodeRow {
    const start = this.ends.at(place - 1) ?? 0;
    const text = this.decoder.decode(this.bytes.subarray(start, this.ends.at(place)));
    const [code = '', display = '', ...otherNames] = text.split(separator);
    const isBillable = this.isBillable(place);
    return {
      ...{ code, display },
      ...(isBillable !== undefined && { isBillable }),
      ...(otherNames.length > 0 && { otherNames }),
    };
  }

  isBillable(place: number): boolean | undefined {
    return billable[Math.floor((this.traits.at(place) ?? 0) / (longestDisplay + 1))];
  }

  /** Of what it says, in characters, at most 1,023. */
  displayLength(place: number): number {
    return (this.traits.at(place) ?? 0) % (longestDisplay + 1);
  }
}
