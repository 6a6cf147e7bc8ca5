import { describe, expect, it } from 'vitest';
import { matchedParts, nameTyped } from './matched-parts';

const marked = (text: string, query: string) =>
  matchedParts(text, query)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

describe('what a found patient was found by', () => {
  it('marks the beginnings of the words that were typed', () => {
    expect(marked('Tanmay Kulkarni', 'kulk tan')).toBe('[Tan]may [Kulk]arni');
  });

  it('marks letters with accents that were typed without', () => {
    expect(marked('Marek Dvořák', 'dvorak')).toBe('Marek [Dvořák]');
    expect(marked('Jens Strauß', 'strauss')).toBe('Jens [Strauß]');
    expect(marked('Siobhán O’Brien', 'obrien')).toBe('Siobhán [O’Brien]');
  });

  it('marks digits inside a record number', () => {
    expect(marked('WF-010412', '0412')).toBe('WF-01[0412]');
  });

  it('marks the whole name where a letter was fixed or it sounds alike', () => {
    expect(marked('Tanmay Kulkarni', 'kulkrni')).toBe('Tanmay [Kulkarni]');
    expect(marked('Stephen O’Brien', 'steven')).toBe('[Stephen] O’Brien');
  });

  it('marks nothing when nothing was typed', () => {
    expect(marked('Tanmay Kulkarni', '  ')).toBe('Tanmay Kulkarni');
  });
});

describe('a new patient from what was typed', () => {
  it('takes the last word as the family name', () => {
    expect(nameTyped('ana maria ferreira')).toEqual({ firstname: 'Ana Maria', lastname: 'Ferreira' });
    expect(nameTyped('kulkarni')).toEqual({ lastname: 'Kulkarni' });
  });

  it('leaves digits out', () => {
    expect(nameTyped('kulkarni 0412')).toEqual({ lastname: 'Kulkarni' });
    expect(nameTyped('0412')).toEqual({});
  });
});
