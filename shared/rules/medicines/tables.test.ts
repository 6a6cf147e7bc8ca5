import { describe, expect, it } from 'vitest';
import { type ClassId, classes } from './classes';
import { combinations } from './combinations';
import { crossReactions } from './cross-reactions';
import { dangerousDoubled, doubledClasses, oneInTheBody } from './doubled';
import { interactions, interactionsBetween } from './interactions';
import { type Side, severities } from './interactions/row';
import { entries } from './lexicon';
import { saltWords, silentWords, unitWords } from './no-active-part';
import { withoutPairs } from './no-pairs';
import { classPart, substancePart } from './part';
import { metalWords } from './salts';
import { spellingKey } from './spelling';
import { substances } from './substances';

const repeated = (texts: readonly string[]) => texts.filter((text, index) => texts.indexOf(text) !== index);
const ids = new Set<string>(substances.map(({ id }) => id));
const classIds = Object.keys(classes);

describe('The tables of medicines', () => {
  it('hold several hundred substances, each under one id', () => {
    expect(substances.length).toBeGreaterThan(400);
    expect(repeated(substances.map(({ id }) => id))).toEqual([]);
  });

  it('name no class like a substance', () => {
    expect(classIds.filter((id) => ids.has(id))).toEqual([]);
  });

  it('let no name stand for two things, in whatever national spelling', () => {
    const meanings = new Map<string, string>();
    const clashes = entries.flatMap(({ name, parts }) => {
      const means = parts.map((part) => part.name).join(' + ');
      const before = meanings.get(spellingKey(name)) ?? means;
      meanings.set(spellingKey(name), means);
      return before === means ? [] : [`${name}: ${before}, ${means}`];
    });
    expect(clashes).toEqual([]);
  });

  it('give each ATC code to one substance or combination', () => {
    const codes = [...substances, ...combinations].flatMap(({ atc }) => atc ?? []);
    expect(repeated(codes)).toEqual([]);
    expect(codes.filter((code) => !/^[A-Z]\d{2}[A-Z]{2}\d{2}$/.test(code))).toEqual([]);
  });

  it('pass over no word that names a substance by itself', () => {
    const names = new Set(entries.map(({ name }) => name.toLowerCase()));
    expect([...silentWords, ...unitWords, ...saltWords].filter((word) => names.has(word))).toEqual([]);
    expect([...silentWords, ...unitWords, ...saltWords].filter((word) => metalWords.has(word))).toEqual([]);
  });

  it('put several different substances into each combination', () => {
    expect(combinations.filter(({ of }) => of.length < 2 || repeated(of).length > 0)).toEqual([]);
  });

  it('put nothing twice into a class, and something into each', () => {
    const odd = Object.entries(classes).filter(([, { of }]) => of.length === 0 || repeated(of).length > 0);
    expect(odd).toEqual([]);
  });

  it('double no class and no substance twice', () => {
    expect(repeated(doubledClasses.map(({ of }) => of))).toEqual([]);
    expect(repeated(dangerousDoubled)).toEqual([]);
    expect(repeated(oneInTheBody.flat())).toEqual([]);
  });

  it('say of no substance that it is without pairs which is in a pair', () => {
    const inPairs = (id: (typeof withoutPairs)[number]) =>
      substances.some((other) => interactionsBetween(substancePart(id), substancePart(other.id)).length > 0);
    expect(withoutPairs.filter(inPairs)).toEqual([]);
    expect(repeated(withoutPairs)).toEqual([]);
  });
});

describe('The table of interactions', () => {
  const isKnown = (side: Side) => ids.has(side) || classIds.includes(side);

  it('names only substances and classes that exist', () => {
    const unknown = interactions.flatMap(({ between, and }) =>
      [...between, ...and].filter((side) => !isKnown(side)),
    );
    expect(unknown).toEqual([]);
  });

  it('says in each row what can happen, what to do, how bad it is and where that is from', () => {
    const odd = interactions.filter(
      ({ says, source, severity }) =>
        !/^[A-Z].*\.$/.test(says) || source.length < 10 || !severities.includes(severity),
    );
    expect(odd).toEqual([]);
  });

  // Of several medicines, the one that spares either: a list, and nothing to do where both are taken.
  const lists = ['Choose quetiapine or clozapine for psychosis, domperidone for nausea'];
  const spares = /^(Choose|Avoid|Prefer|or choose|or another|With the others choose)\b(.*[^.])?$/;

  // Seen red with "Choose one." in what a row says: it stood beside the reason for taking both. And with "Choose one; leave a
  // day between them" in `instead`: what is to be done where both are taken went with the choice.
  // And with "Prefer paracetamol; if there is no other way, …" in what a row says.
  it('keeps the choice that would spare one of the two apart from what can happen', () => {
    const odd = interactions.filter(
      ({ says, instead = 'Choose one', otherwise }) =>
        /\b([Cc]hoose|Avoid|[Pp]refer)\b|no other way/.test(says) ||
        !spares.test(instead) ||
        (/[;,]/.test(instead) && !lists.includes(instead)) ||
        /^[A-Z]|\.$/.test(otherwise ?? '') ||
        (instead.startsWith('or ') && otherwise !== undefined),
    );
    expect(odd).toEqual([]);
  });

  const partsOn = (side: Side) =>
    substances.flatMap(({ id }) =>
      id === side || (classes[side as ClassId]?.of ?? []).includes(id) ? [substancePart(id)] : [],
    );
  const meetings = interactions.map((row) => ({
    row,
    pairs: row.between
      .flatMap(partsOn)
      .flatMap((one) => row.and.flatMap(partsOn).map((other) => ({ one, other })))
      .filter(({ one, other }) => one.name !== other.name),
  }));

  it('finds each pair of each row, and the same both ways', () => {
    const lopsided = meetings.flatMap(({ row, pairs }) =>
      pairs.filter(({ one, other }) => {
        const [there, back] = [interactionsBetween(one, other), interactionsBetween(other, one)];
        return (
          !there.includes(row) || there.length !== back.length || there.some((each) => !back.includes(each))
        );
      }),
    );
    expect(lopsided).toEqual([]);
  });

  it('has no row that finds nothing', () => {
    expect(meetings.filter(({ pairs }) => pairs.length === 0)).toEqual([]);
  });

  it('finds nothing between a substance and itself', () => {
    const same = substances.filter(
      ({ id }) => interactionsBetween(substancePart(id), substancePart(id)).length > 0,
    );
    expect(same).toEqual([]);
  });
});

describe('The table of cross-reactions', () => {
  it('names its source and what to know in each row', () => {
    const odd = crossReactions.filter(({ says, source }) => !/^[A-Z].*\.$/.test(says) || source.length < 10);
    expect(odd).toEqual([]);
  });

  it('takes a named class for all the classes that hold it', () => {
    expect([...classPart('coxib').classes].sort()).toEqual(['coxib', 'nsaid']);
  });
});
