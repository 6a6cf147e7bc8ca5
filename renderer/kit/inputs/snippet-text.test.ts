import { describe, expect, it } from 'vitest';
import type { Snippet } from '../../../shared/entities';
import { answeringSnippets, snippetCallAt, withSnippet } from './snippet-text';

describe('asking for a snippet while a note is typed', () => {
  it.each([
    ['/', 1, { from: 0, to: 1, query: '' }],
    ['Chest: /lun', 11, { from: 7, to: 11, query: 'lun' }],
    ['Chest:\n/lun and more', 11, { from: 7, to: 11, query: 'lun' }],
  ])('a "/" that begins a word asks: %j at %i', (text, cursor, call) => {
    expect(snippetCallAt(text, cursor)).toEqual(call);
  });

  it.each(['BP 120/80', 'w/o fever', 'and/or', '/lungs clear', 'no slash'])('%j asks for nothing', (text) => {
    expect(snippetCallAt(text, text.length)).toBeNull();
  });
});

const snippet = (name: string, text: string, visitPurpose?: string): Snippet => ({
  id: name,
  revision: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...{ name, text, visitPurpose },
});
const kept = [
  snippet('throat', 'Throat red.'),
  snippet('clear lungs', 'Lungs clear on both sides.'),
  snippet('lungs obstructive', 'Wheeze on both sides.', 'Asthma'),
  snippet('Größe', 'Grown as expected.'),
];
const found = (query: string, purpose?: string) =>
  answeringSnippets(kept, query, purpose).map(({ name }) => name);

describe('the snippets that are offered', () => {
  it('are all of them, by name, before anything is typed', () => {
    expect(found('')).toEqual(['clear lungs', 'Größe', 'lungs obstructive', 'throat']);
  });

  it('begin with those of the purpose of the visit', () => {
    expect(found('', 'asthma review')[0]).toBe('lungs obstructive');
  });

  it('answer to the beginning of the name before a word of it, and that before a word of the text', () => {
    expect(found('lungs')).toEqual(['lungs obstructive', 'clear lungs']);
    expect(found('both')).toEqual(['clear lungs', 'lungs obstructive']);
  });

  it('answer without accents and with a hyphen for a space', () => {
    expect(found('grosse')).toEqual(['Größe']);
    expect(found('clear-lu')).toEqual(['clear lungs']);
    expect(found('knee')).toEqual([]);
  });
});

describe('a snippet in the text', () => {
  it('takes the place of what asked for it and leaves the rest', () => {
    const text = 'Chest: /lun\nPlan: rest';
    const call = { from: 7, to: 11, query: 'lun' };
    expect(withSnippet(text, call, 'Lungs clear.')).toEqual({
      text: 'Chest: Lungs clear.\nPlan: rest',
      selection: [19, 19],
    });
  });

  it('selects its first blank, so that typing fills it', () => {
    const { text, selection } = withSnippet('/s', { from: 0, to: 2, query: 's' }, 'Since ___ days.');
    expect(text.slice(...selection)).toBe('___');
  });
});
