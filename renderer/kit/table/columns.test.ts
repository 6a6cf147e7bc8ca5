import { describe, expect, it } from 'vitest';
import { type EntityName, entities } from '../../../shared/entities';
import { columnsOf, fittedWidths, sortBy, sortOf } from './columns';
import type { ListedRecord } from './use-list-rows';

const desk = { roles: ['frontdesk'] as const };
const doctor = { roles: ['doctor'] as const };
const writing = { names: {}, today: '2026-11-23', timeZone: 'UTC', now: new Date(0) };
const record = (fields: Record<string, unknown>): ListedRecord => ({
  id: '1',
  revision: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...fields,
});
const labels = (columns: ReturnType<typeof columnsOf>) =>
  columns.filter((column) => column.isShownAtFirst).map((column) => column.label);

describe('the columns of a table', () => {
  it('puts family name first, in one column, with age and sex beside it', () => {
    const columns = columnsOf('patients', { roles: [...desk.roles] });
    expect(labels(columns)).toEqual(['Name', 'Age', 'Born', 'Record number', 'Phone', 'City', 'Doctors']);
    const fatima = record({
      firstname: 'Fatima',
      lastname: 'Al-Sayed',
      dateOfBirth: '1972-03-12',
      sex: 'female',
    });
    expect(columns.slice(0, 3).map((column) => column.words(fatima, writing))).toEqual([
      'Al-Sayed, Fatima',
      '54 F',
      '12 Mar 1972',
    ]);
  });

  it('offers the front desk no clinical column', () => {
    expect(columnsOf('patients', { roles: [...desk.roles] }).map((column) => column.id)).not.toContain(
      'alerts',
    );
    expect(columnsOf('patients', { roles: [...doctor.roles] }).map((column) => column.id)).toContain(
      'alerts',
    );
  });

  it('offers no reference to what the person may not read', () => {
    const names = columnsOf('healthlogs', { roles: ['doctor'] }).map(({ id }) => id);
    expect(names).toContain('signedByName');
    expect(names).not.toContain('signedBy');
  });

  it('never offers what stays in the database', () => {
    const ids = columnsOf('users', { roles: ['admin'] }).map((column) => column.id);
    expect(ids).toContain('username');
    expect(ids).not.toContain('passwordHash');
    expect(ids).not.toContain('password');
  });

  it('shows a name as it was written where there is no reference', () => {
    const column = columnsOf('appointments', { roles: [...desk.roles] }).find((each) => each.id === 'doctor');
    expect(column?.words(record({ doctorName: 'Sharma' }), writing)).toBe('Sharma');
  });

  it('shows what a record without a name may be known by in place of a blank row', () => {
    const admin = { roles: ['admin' as const] };
    const first = (entity: EntityName, fields: Record<string, unknown>) => {
      const [column] = columnsOf(entity, admin);
      const nameless = record({ id: '64b0000000000000009fe21a', ...fields });
      return { words: column?.words(nameless, writing), isStandIn: column?.isStandIn?.(nameless) };
    };
    const standIn = (words: string) => ({ words, isStandIn: true });
    expect(first('clinics', { city: 'Norbridge' })).toEqual(standIn('Clinic without a name, Norbridge'));
    expect(first('clinics', { clinicname: ' ', phone: '5550 12' })).toEqual(
      standIn('Clinic without a name, 5550 12'),
    );
    expect(first('clinics', {})).toEqual(standIn('Clinic without a name, 9fe21a'));
    expect(first('patients', { dateOfBirth: '1972-03-12' })).toEqual(
      standIn('Patient without a name, 12 Mar 1972'),
    );
    expect(first('doctors', {})).toEqual(standIn('Doctor without a name, 9fe21a'));
    expect(first('clinics', { clinicname: 'Harbour' })).toEqual({ words: 'Harbour', isStandIn: false });
  });

  it('shows the name that a list is about as its strongest text, in every list that has one', () => {
    const look = (entity: EntityName) => columnsOf(entity, { roles: ['admin'] })[0]?.look;
    expect((['patients', 'doctors', 'clinics', 'users'] as const).map(look)).toEqual(Array(4).fill('name'));
    expect(look('prescriptions')).not.toBe('name');
  });

  it('leaves out the name of someone who sees only their own records', () => {
    const patient = { roles: ['patient' as const], patient: '64b000000000000000000001' };
    expect(labels(columnsOf('prescriptions', patient))).not.toContain('Patient');
    expect(labels(columnsOf('prescriptions', { roles: [...doctor.roles] }))).toContain('Patient');
  });

  it('sorts the youngest first by the latest birth date', () => {
    const age = columnsOf('patients', { roles: [...desk.roles] }).find((each) => each.id === 'age');
    const sort = age && sortBy(age, 'ascending');
    expect(sort).toEqual({ field: 'dateOfBirth', direction: 'descending' });
    expect(age && sortOf(age, entities.patients, sort)).toBe('ascending');
  });
});

describe('the widths of columns', () => {
  const columns = columnsOf('patients', { roles: [...desk.roles] }).filter((column) => column.isShownAtFirst);

  it('fill the room exactly when there is more than enough', () => {
    const widths = fittedWidths(columns, 1_600, 1);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(1_600);
  });

  it('stay readable when there is not, and follow the size of text', () => {
    expect(fittedWidths(columns, 300, 1)).toEqual(columns.map((column) => column.width));
    expect(fittedWidths(columns, 300, 2)).toEqual(columns.map((column) => column.width * 2));
  });
});
