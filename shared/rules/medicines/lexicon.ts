import { fold } from '../names';
import { likenessOf, sounding } from '../similar-names';
import { type ClassId, classes } from './classes';
import { combinations } from './combinations';
import { classPart, type Part, substancePart } from './part';
import { isSpellingOf, spelledWords, spellingKey } from './spelling';
import { namesOf, substances } from './substances';

type Entry = { readonly name: string; readonly isBrand: boolean; readonly parts: readonly Part[] };

const wordsOfName = (name: string) => spelledWords(name).join(' ');

/** Every name the tables know, and what it stands for. */
export const entries: readonly Entry[] = [
  ...substances.flatMap(({ id, genericNames, brands }) =>
    entriesFor({ generic: genericNames, brands }, [substancePart(id)]),
  ),
  ...combinations.flatMap(({ names, of }) => entriesFor(namesOf(names), of.map(substancePart))),
  ...Object.entries(classes).flatMap(([id, { named }]) =>
    // The keys of `classes` are what ClassId names; the names of classes are no brands, whatever their letters.
    entriesFor({ generic: namesOf(named?.toLowerCase()).generic, brands: [] }, [classPart(id as ClassId)]),
  ),
];

function entriesFor(
  { generic, brands }: { generic: readonly string[]; brands: readonly string[] },
  parts: readonly Part[],
): Entry[] {
  return [
    ...generic.map((name) => ({ name, isBrand: false, parts })),
    ...brands.map((name) => ({ name, isBrand: true, parts })),
  ];
}

const brands = new Map(
  entries.filter(({ isBrand }) => isBrand).map((each) => [wordsOfName(each.name), each.parts]),
);
const generics = new Map<string, Entry[]>();
for (const entry of entries.filter(({ isBrand }) => !isBrand)) {
  const key = spellingKey(entry.name);
  generics.set(key, [...(generics.get(key) ?? []), entry]);
}

/** The most words that a name has. */
export const longestName = Math.max(...entries.map(({ name }) => spelledWords(name).length));

/** What a name of one or several words stands for: a brand as it stands, or a generic name in a national spelling. */
export const partsNamed = (name: string): readonly Part[] | undefined =>
  brands.get(wordsOfName(name)) ??
  generics.get(spellingKey(name))?.find((each) => isSpellingOf(name, each.name))?.parts;

/** Whether a name of one or several words is a brand: what is written behind it may mean another product. */
export const isBrand = (name: string): boolean => brands.has(wordsOfName(name));

const soundings = entries
  .filter(({ name }) => !/[^\p{L}]/u.test(name))
  .map(({ name }) => ({ name, sounding: sounding(fold(name)) }));

/** So short a word is the beginning of, or like, too many names. */
const fewestForSuggestion = 4;
const mostSuggestions = 5;

/** Names that a word may have been meant for, the likest first. Only ever offered, never taken. */
export function namesLike(word: string): readonly string[] {
  if (word.length < fewestForSuggestion) return [];
  const typed = sounding(word);
  const rank = { begins: 0, letter: 1, sound: 2 };
  return soundings
    .flatMap(({ name, sounding: known }) => {
      const how: keyof typeof rank | null = known.text.startsWith(word) ? 'begins' : likenessOf(typed, known);
      return how ? { name, how } : [];
    })
    .sort((one, other) => rank[one.how] - rank[other.how] || (one.name < other.name ? -1 : 1))
    .slice(0, mostSuggestions)
    .map(({ name }) => name);
}
