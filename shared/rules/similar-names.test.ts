import { describe, expect, it } from 'vitest';
import { likenessOf, sounding } from './similar-names';

const likeness = (typed: string, name: string) => likenessOf(sounding(typed), sounding(name));

describe('A name is found although it was typed', () => {
  it.each([
    ['with a letter missing', 'kulkrni', 'kulkarni'],
    ['with a letter too many', 'kulkkarni', 'kulkarni'],
    ['with a wrong letter', 'kulkurni', 'kulkarni'],
    ['with a wrong first letter', 'gulkarni', 'kulkarni'],
    ['with two letters changed about', 'kulakrni', 'kulkarni'],
    ['with a letter too many at the end', 'jonesy', 'jones'],
    ['wrongly and not to its end', 'kulkr', 'kulkarni'],
    ['short and with a letter missing', 'jhon', 'john'],
  ])('%s', (_how, typed, name) => {
    expect(likeness(typed, name)).toBe('letter');
  });

  it.each([
    ['muhammad', 'mohamed'],
    ['katherine', 'kathryn'],
    ['sean', 'shawn'],
    ['kristina', 'christine'],
    ['wiliams', 'williamz'],
    ['schmidt', 'smitt'],
  ])('as %s where it is said like %s', (typed, name) => {
    expect(likeness(typed, name)).toBe('sound');
  });

  it('as Stephen where it is Steven', () => {
    expect(likeness('stephen', 'steven')).toBe('sound');
  });
});

describe('A name is not taken for another', () => {
  it.each([
    ['that begins as typed', 'kulk', 'kulkarni'],
    ['two letters off', 'kulkxrnx', 'kulkarni'],
    ['with the same consonants and nothing else', 'meier', 'maria'],
    ['that only begins like a short word', 'anna', 'annetta'],
    ['of three letters, one letter off', 'lee', 'lea'],
    ['of other consonants', 'smith', 'jones'],
    ['when digits were typed', '0412', '0413'],
  ])('%s', (_how, typed, name) => {
    expect(likeness(typed, name)).toBeNull();
  });
});
