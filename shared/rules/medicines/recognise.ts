import type { Coding } from '../../schema';
import { fold } from '../names';
import { combinations } from './combinations';
import { longestName, namesLike, partsNamed } from './lexicon';
import { joiningWords, metalWords, saltWords, silentPhrases, silentWords, unitWords } from './no-active-part';
import { type Part, substancePart } from './part';
import { substances } from './substances';

/** What a text names. Only when `isWhole` is everything it says known: then `parts` are all its active parts. */
export type Recognition = {
  readonly isWhole: boolean;
  readonly parts: readonly Part[];
  /** The words that no table knows, as compared (without accents, lower case). */
  readonly unrecognised: readonly string[];
  /** Names that those words may have been meant for; to be offered, never taken. */
  readonly didYouMean: readonly string[];
  /** The name and the code speak of different medicines. */
  readonly isContradicted: boolean;
};

/**
 * The active parts of a medicine as a doctor writes it ("Co-amoxiclav 625 mg film-coated tablets"). Never guesses: a word that
 * is no name, strength, form or salt makes the result partial, and so does a name one letter off, because look-alike
 * names kill (hydroxyzine, hydralazine). The code decides only where the name says nothing that could be taken for another.
 */
export function recognise({ name, coding }: { name: string; coding?: Coding | undefined }): Recognition {
  const written = recogniseText(name);
  const coded = coding && recogniseCoding(coding);
  if (!coded || coded.parts.length === 0 || haveSameParts(written, coded)) return written;
  if (written.parts.length > 0) return contradicted(written, coded);
  return written.didYouMean.length === 0 && coded.isWhole ? coded : { ...written, parts: coded.parts };
}

const haveSameParts = ({ parts: some }: Recognition, { parts: others }: Recognition) =>
  some.length === others.length && some.every((part) => others.some((other) => other.name === part.name));

const contradicted = (written: Recognition, coded: Recognition): Recognition => ({
  ...written,
  isWhole: false,
  parts: unique([...written.parts, ...coded.parts]),
  isContradicted: true,
});

/** As FHIR names it, and by its OID. */
const atcSystems: readonly string[] = ['http://www.whocc.no/atc', 'urn:oid:2.16.840.1.113883.6.73'];

const partsByAtc = new Map<string, readonly Part[]>([
  ...substances.flatMap(({ id, atc }) => (atc ? [[atc, [substancePart(id)]] as const] : [])),
  ...combinations.flatMap(({ atc, of }) => (atc ? [[atc, of.map(substancePart)] as const] : [])),
]);

function recogniseCoding({ system, code, display }: Coding): Recognition {
  const parts = atcSystems.includes(system) ? partsByAtc.get(code.trim().toUpperCase()) : undefined;
  return parts ? recognised(parts, []) : recogniseText(display);
}

/** What a text names, without a code. Also reads what stands on an allergy list. */
export function recogniseText(text: string): Recognition {
  const tokens = tokensOf(text);
  const parts: Part[] = [];
  const unrecognised: string[] = [];
  let before: 'name' | 'other' = 'other';
  let joining: string | null = null;
  for (let at = 0; at < tokens.length; ) {
    const { kind, length, named } = readAt(tokens, at, before);
    const token = tokens[at] ?? '';
    if (kind === 'name') {
      parts.push(...named);
      joining = null;
    } else if (kind === 'joining') {
      joining = token;
    } else if (kind === 'unknown') unrecognised.push(token);
    before = kind === 'name' || kind === 'salt' ? 'name' : 'other';
    at += length;
  }
  // "Paracetamol and": something was to follow.
  if (joining) unrecognised.push(joining);
  return recognised(unique(parts), unrecognised);
}

function recognised(parts: readonly Part[], unrecognised: readonly string[]): Recognition {
  const isWhole = parts.length > 0 && unrecognised.length === 0;
  const didYouMean = [...new Set(unrecognised.flatMap(namesLike))];
  return { isWhole, parts, unrecognised, didYouMean, isContradicted: false };
}

/** Words, numbers with what is written onto them ("500mg"), and the signs that part names. */
const tokensOf = (text: string): string[] =>
  fold(text)
    .replace(/['’ʼ`]/g, '')
    .replace(/[µμ](?=g)/g, 'u')
    .match(/\p{L}[\p{L}\p{N}]*|\d+(?:[.,]\d+)*\p{L}*|[+&,;/]/gu) ?? [];

type Read = {
  readonly kind: 'name' | 'salt' | 'joining' | 'silent' | 'unknown';
  readonly length: number;
  readonly named: readonly Part[];
};

/** What stands at one place: the longest name that begins there, or what is no name. */
function readAt(tokens: readonly string[], at: number, before: 'name' | 'other'): Read {
  const token = tokens[at] ?? '';
  const found = longestAt(tokens, at, (text) => partsNamed(text));
  const isSalt = before === 'name' && metalWords.has(token);
  if (found && !(isSalt && found.length === 1))
    return { kind: 'name', length: found.length, named: found.is };
  const nothing = (kind: Read['kind'], length = 1): Read => ({ kind, length, named: [] });
  if (isSalt) return nothing('salt');
  const silent = longestAt(tokens, at, (text) => silentPhrases.includes(text));
  if (silent) return nothing('silent', silent.length);
  if (joiningWords.has(token)) return nothing('joining');
  if (saltWords.has(token)) return nothing(before === 'name' ? 'salt' : 'silent');
  if (silentWords.has(token)) return nothing('silent');
  return nothing(/^[,;/]$/.test(token) || isAmount(token) ? 'silent' : 'unknown');
}

function longestAt<T>(tokens: readonly string[], at: number, find: (text: string) => T | undefined) {
  for (let length = Math.min(longestName, tokens.length - at); length > 0; length -= 1) {
    const words = tokens.slice(at, at + length);
    const is = words.every(isWord) ? find(words.join(' ')) : undefined;
    if (is) return { length, is };
  }
  return null;
}

const isWord = (token: string) => /^[\p{L}\p{N}]+$/u.test(token);

/** A number by itself or with its unit; with anything else behind it, it is not known what it means. */
function isAmount(token: string): boolean {
  const unit = /^\d+(?:[.,]\d+)*(\p{L}*)$/u.exec(token)?.[1];
  return unit !== undefined && (unit === '' || unitWords.has(unit));
}

const unique = (parts: readonly Part[]) =>
  parts.filter((part, index) => parts.findIndex(({ name }) => name === part.name) === index);
