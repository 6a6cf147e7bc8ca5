import { beforeEach, describe, expect, it } from 'vitest';
import { forgetPerson, peopleHere, rememberPerson } from './people-here';

const ada = { username: 'ada', displayName: 'Ada Okonkwo', role: 'Administrator' };
const eve = { username: 'eve', displayName: 'Eve Larsen', role: 'Administrator' };

beforeEach(() => localStorage.clear());

describe('the people of this computer', () => {
  it('are offered at the database that they sign in to, the last one first', () => {
    rememberPerson('This computer', ada);
    rememberPerson('Main clinic', eve);
    rememberPerson('This computer', { ...eve, displayName: 'Another Eve' });
    rememberPerson('This computer', ada);
    expect(peopleHere('This computer').map(({ displayName }) => displayName)).toEqual([
      'Ada Okonkwo',
      'Another Eve',
    ]);
    expect(peopleHere('Main clinic').map(({ displayName }) => displayName)).toEqual(['Eve Larsen']);
    forgetPerson('This computer', 'eve');
    expect(peopleHere('This computer')).toHaveLength(1);
    expect(peopleHere('Main clinic')).toHaveLength(1);
  });

  it('that were kept before there were several databases are those of this computer', () => {
    localStorage.setItem('clinic-desk:people', JSON.stringify([ada]));
    expect(peopleHere('This computer')).toMatchObject([ada]);
    expect(peopleHere('Main clinic')).toEqual([]);
  });

  it('are none when what is kept cannot be read', () => {
    localStorage.setItem('clinic-desk:people', '[{]');
    expect(peopleHere('This computer')).toEqual([]);
  });
});
