import { expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import type { Person } from '../../../shared/rules/permissions';
import { listTitle } from './list-title';

it('a list is called after who is in it: everybody, or the person who looks', () => {
  const doctor: Person = { roles: ['doctor'] };
  const patient: Person = { roles: ['patient'], patient: '64b000000000000000000001' };
  expect(listTitle(entities.patients, doctor)).toBe('Patients');
  expect(listTitle(entities.healthlogs, patient)).toBe('My visits');
  expect(listTitle(entities.patients, patient)).toBe('My record');
});
