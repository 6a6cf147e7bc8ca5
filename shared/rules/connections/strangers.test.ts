import { describe, expect, it } from 'vitest';
import { strangersOf, strangerWords } from './strangers';

describe('a database that is not empty', () => {
  const words = (...names: string[]) => {
    const strangers = strangersOf(names);
    if (!strangers) throw new Error('None');
    const { message, remedy } = strangerWords(strangers);
    return `${message} ${remedy}`;
  };

  it('is told with what is in it and what becomes of that', () => {
    expect(words('stuff')).toBe(
      'The database there is not empty: 1 collection in it is not of Clinic Desk (stuff). It stays as it is. When it is opened, Clinic Desk makes its own collections beside it. For a database of its own, change the name under Database.',
    );
    expect(words('d', 'c', 'b', 'a')).toMatch(
      /4 collections in it are not of Clinic Desk \(a, b, c and more\)\. They stay as they are\./,
    );
  });

  it('of an older health-care system leads to where that is adopted', () => {
    expect(words('healthlogs', 'doctors')).toMatch(
      /until an administrator adopts them under Existing database/,
    );
    expect(words('doctors', 'stuff')).not.toMatch(/Existing database/);
  });

  it('is none where nothing is in it', () => expect(strangersOf([])).toBeUndefined());
});
