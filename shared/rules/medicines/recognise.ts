import type { Coding } from '../../schema';
import { fold } from '../names';
import { combinations } from './combinations';
import { isBrand, longestName, namesLike, partsNamed } from './lexicon';
import { joiningWords, saltWords, silentPhrases, silentWords, unitWords } from './no-active-part';
import { type Part, substancePart } from './part';
import { isSaltOf } from './salts';
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
 * names kill (hydroxyzine, hydralazine). The code decides only where the name says nothing, or says what the code says.
 */
export function recognise({ name, coding }: { name: string; coding?: Coding | undefined }): Recognition {
  const written = recogniseText(name);
  const coded = coding && recogniseCoding(coding);
  if (!coded || coded.parts.length === 0) return written;
  if (haveSameParts(written, coded)) return coded.isWhole ? written : partly(written, coded);
  if (written.parts.length > 0) return contradicted(written, coded);
  const saysNoOther = written.unrecognised.length === 0 || isSameText(name, coding.display);
  return saysNoOther && coded.isWhole ? coded : partly(written, coded);
}

const isSameText = (one: string, other: string) => tokensOf(one).join(' ') === tokensOf(other).join(' ');

const haveSameParts = ({ parts: some }: Recognition, { parts: others }: Recognition) =>
  some.length === others.length && some.every((part) => others.some((other) => other.name === part.name));

/** One of the two says more than the tables know: what they do know counts, and the whole is not known. */
const partly = (written: Recognition, coded: Recognition): Recognition => ({
  ...written,
  isWhole: false,
  parts: unique([...written.parts, ...coded.parts]),
  unrecognised: [...new Set([...written.unrecognised, ...coded.unrecognised])],
});

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
  let before: Read = { kind: 'silent', length: 0, named: [] };
  let joining: string | null = null;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] ?? '';
    before = readAt(tokens, at, before);
    // "Atacand plus and amlodipine", "Atacand plus, amlodipine": the first joins nothing, so it is part of a name.
    if (joining && (before.kind === 'joining' || isParting(token))) unrecognised.push(joining);
    if (before.kind === 'joining') joining = token;
    else if (before.kind === 'name' || isParting(token)) joining = null;
    if (before.kind === 'name') parts.push(...before.named);
    if (before.kind === 'unknown') unrecognised.push(token);
    at += before.length;
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

/** Words, numbers with what is written onto them ("500mg"), and the signs that part or join. */
const tokensOf = (text: string): string[] =>
  fold(text)
    .replace(/['’ʼ`]/g, '')
    .replace(/[µμ](?=g)/g, 'u')
    .match(/\p{L}[\p{L}\p{N}]*|\d+(?:[.,]\d+)*\p{L}*|[+&,;/%]/gu) ?? [];

/** `number`: without a unit yet; `per`: what parts an amount from the unit it is in ("mg/ml"). */
type Kind = 'name' | 'salt' | 'joining' | 'number' | 'amount' | 'per' | 'silent' | 'unknown';
type Read = {
  readonly kind: Kind;
  readonly length: number;
  /** What a name stands for; of a salt, that of the name before it. */
  readonly named: readonly Part[];
  readonly isBrand?: boolean;
};

/** What stands at one place: the longest name that begins there, or what is no name. */
function readAt(tokens: readonly string[], at: number, before: Read): Read {
  const token = tokens[at] ?? '';
  const [only, ...more] = before.named;
  const isBehindName = before.kind === 'name' || before.kind === 'salt';
  const isMetalSalt = isBehindName && only && more.length === 0 && isSaltOf(only.name, token);
  const found = longestAt(tokens, at, (text) => partsNamed(text));
  if (found && !(isMetalSalt && found.length === 1)) {
    const name = tokens.slice(at, at + found.length).join(' ');
    return { kind: 'name', length: found.length, named: found.is, isBrand: isBrand(name) };
  }
  const nothing = (kind: Kind, length = 1): Read => ({
    kind,
    length,
    named: kind === 'salt' ? before.named : [],
  });
  if (isMetalSalt) return nothing('salt');
  const silent = longestAt(tokens, at, (text) => silentPhrases.includes(text));
  if (silent) return nothing('silent', silent.length);
  if (joiningWords.has(token)) return nothing('joining');
  if (saltWords.has(token)) return nothing(isBehindName ? 'salt' : 'silent');
  return nothing(readAmount(token, before, tokens[at + 1] ?? '') ?? 'unknown');
}

/** Numbers, units, and words that say nothing of what is in it; null: none of these. */
function readAmount(token: string, before: Read, next: string): Kind | null {
  // The number or letter of a product, not its strength ("Tylenol 2" holds codeine).
  if (before.isBrand && (/^\p{L}$/u.test(token) || (/^\d$/.test(token) && !isOfAmount(next)))) return null;
  if (unitWords.has(token)) {
    const isMultiplied = token === 'x' && /^\d/.test(next);
    return before.kind === 'number' || before.kind === 'per' || isMultiplied ? 'amount' : null;
  }
  const isPer = (token === '/' || token === 'per') && (before.kind === 'number' || before.kind === 'amount');
  if (isPer) return 'per';
  if (silentWords.has(token) || isParting(token)) return 'silent';
  if (!isAmount(token)) return null;
  return /\p{L}$/u.test(token) ? 'amount' : 'number';
}

const isOfAmount = (token: string) => token === '/' || (unitWords.has(token) && token !== 'h');

const isParting = (token: string) => /^[,;/]$/.test(token);

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
