import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import { shownSections } from './shown-fields';

const { patients, appointments, users, symptomjournals } = entities;
const names = (...input: Parameters<typeof shownSections>) =>
  shownSections(...input).flatMap((section) => section.fields.map((each) => each.name));

describe('which fields a form shows', () => {
  it('hides clinical text from the front desk', () => {
    const shown = names({ roles: ['frontdesk'] }, patients, 'update');
    expect(shown).toContain('phone');
    expect(shown).not.toContain('alerts');
  });

  it('shows a patient their name as text and their phone as an input', () => {
    const own = { roles: ['patient'] as const, patient: '64af00000000000000000001' };
    const fields = shownSections(own, patients, 'update').flatMap((section) => section.fields);
    expect(fields.find((each) => each.name === 'lastname')?.isWritable).toBe(false);
    expect(fields.find((each) => each.name === 'phone')?.isWritable).toBe(true);
  });

  it('does not ask a patient whose symptom it is', () => {
    const own = { roles: ['patient'] as const, patient: '64af00000000000000000001' };
    expect(names(own, symptomjournals, 'create')).not.toContain('patient');
    expect(names({ roles: ['nurse'] }, symptomjournals, 'create')).toContain('patient');
  });

  it('leaves out what the system keeps, and sections without fields', () => {
    expect(names({ roles: ['admin'] }, users, 'update')).not.toContain('passwordHash');
    const sections = shownSections({ roles: ['frontdesk'] }, appointments, 'create', ['reason']);
    expect(sections.map((section) => section.title)).toEqual(['What']);
  });

  it('promises a record number only where one is given: to a new patient', () => {
    const helpOf = (action: 'create' | 'update') =>
      shownSections({ roles: ['frontdesk'] }, patients, action)
        .flatMap((section) => section.fields)
        .find((each) => each.name === 'recordNumber')?.field.help;
    expect(helpOf('create')).toBe('Left empty, the next free number is given.');
    expect(helpOf('update')).toBeUndefined();
  });

  it('shows nothing to a role that has no business there', () => {
    expect(names({ roles: ['frontdesk'] }, entities.healthlogs, 'create')).toEqual([]);
  });
});
