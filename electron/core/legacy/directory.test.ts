import { describe, expect, it } from 'vitest';
import { Directory, waysToWrite } from './directory';

const doctors = new Directory();
doctors.add('1', waysToWrite('Raghav', 'Sharma'));
doctors.add('2', waysToWrite('Ravi', 'Puri'));
doctors.add('3', waysToWrite('Łukasz', 'Puri'));
doctors.add('4', waysToWrite('Zoë', "D'Souza"));
doctors.add('5', waysToWrite(undefined, 'van der Berg'));
doctors.add('6', waysToWrite('Ana María', undefined));
doctors.add('7', ['Dr', undefined, '', '???']);

describe('the doctor that a name means', () => {
  it.each([
    ['Sharma', '1'],
    [' sharma ', '1'],
    ['Dr. Sharma', '1'],
    ['DOCTOR SHARMA', '1'],
    ['Raghav Sharma', '1'],
    ['Sharma, Raghav', '1'],
    ['Lukasz Puri', '3'],
    ['dsouza', '4'],
    ['Zoe D’Souza', '4'],
    ['Van Der Berg', '5'],
    ['ana maria', '6'],
    ['Dr', '7'],
    ['???', '7'],
  ])('%s is found', (name, id) => {
    expect(doctors.find(name)).toEqual({ kind: 'one', id });
  });

  it.each(['Puri', 'Dr Puri'])('%s may be several', (name) => {
    expect(doctors.find(name)).toEqual({ kind: 'several', ids: ['2', '3'] });
  });

  it.each(['Shar', 'Raghav', 'Sharma Puri', '', '  ', 'constructor', '__proto__'])('%j is nobody', (name) => {
    expect(doctors.find(name)).toEqual({ kind: 'nobody' });
  });

  it('is not doubled by being added again under the same name', () => {
    doctors.add('1', ['Sharma']);
    expect(doctors.find('Sharma')).toEqual({ kind: 'one', id: '1' });
  });
});
