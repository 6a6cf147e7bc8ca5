import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import { defineEntity, text } from '../../../shared/schema';
import { creationsOf, currentItem, navigationOf } from './navigation';

const labels = (...args: Parameters<typeof navigationOf>) => navigationOf(...args).map(({ label }) => label);
const patient = '1'.repeat(24);

describe('the navigation', () => {
  it('shows the front desk no clinical pages and no administration', () => {
    expect(labels({ roles: ['frontdesk'] })).toEqual([
      'Today',
      'Appointments',
      'Waiting room',
      'Patients',
      'Reports',
      'Doctors',
      'Clinics',
    ]);
  });

  it('shows a doctor the daily work in the order of ⌘1 to ⌘7', () => {
    expect(labels({ roles: ['doctor'] }).slice(0, 7)).toEqual([
      'Today',
      'Appointments',
      'Waiting room',
      'Patients',
      'Visits',
      'Prescriptions',
      'Symptoms',
    ]);
  });

  it('shows administrators users, audit, code systems, connections and the existing database', () => {
    expect(labels({ roles: ['admin'] }).slice(-5)).toEqual([
      'Users',
      'Audit',
      'Code systems',
      'Connections',
      'Existing database',
    ]);
  });

  it('shows patients what is their own', () => {
    const items = navigationOf({ roles: ['patient'], patient });
    expect(items.map(({ label }) => label)).toEqual([
      'Today',
      'My record',
      'My appointments',
      'My visits',
      'My prescriptions',
      'My symptoms',
      'My documents',
      'Doctors',
      'Clinics',
    ]);
    expect(items[1]?.to).toBe(`/patients/${patient}`);
  });

  it('shows an account without a role nothing', () => {
    expect(labels({ roles: [] })).toEqual([]);
    expect(creationsOf({ roles: [] })).toEqual([]);
  });

  it('takes up a new entity by itself', () => {
    const rooms = defineEntity({
      name: 'rooms',
      label: { one: 'room', many: 'rooms' },
      category: 'directory',
      fields: { name: text({ label: 'Name' }) },
      titleFields: ['name'],
      title: (room) => String(room.name),
      searchFields: ['name'],
      defaultSort: [{ field: 'name', direction: 'ascending' }],
      columns: ['name'],
      sections: [{ title: 'Room', fields: ['name'] }],
      indexes: [],
    });
    expect(labels({ roles: ['frontdesk'] }, { ...entities, rooms })).toContain('Rooms');
  });

  it('marks the page that a record belongs to', () => {
    const items = navigationOf({ roles: ['doctor'] });
    expect(currentItem(items, '/patients/abc/edit')?.label).toBe('Patients');
    expect(currentItem(items, '/')?.label).toBe('Today');
    expect(currentItem(items, '/account')).toBeUndefined();
  });

  it('offers to make only what the role may make', () => {
    expect(creationsOf({ roles: ['frontdesk'] }).map(({ label }) => label)).toEqual([
      'New appointment',
      'New patient',
    ]);
    expect(creationsOf({ roles: ['patient'], patient }).map(({ label }) => label)).toEqual([
      'New appointment',
      'New symptom',
    ]);
  });
});
