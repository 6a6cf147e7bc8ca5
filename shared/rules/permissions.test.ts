import { describe, expect, it } from 'vitest';
import { entities, type Role, roles } from '../entities';
import { defineEntity, type Fields, text } from '../schema';
import { type Action, may, mayRead, mayWrite, type Person, reach } from './permissions';

const actions: readonly Action[] = ['read', 'create', 'update', 'remove'];
const person = (...held: Role[]): Person => ({
  roles: held,
  patient: held.includes('patient') ? 'a'.repeat(24) : undefined,
});

describe('permissions', () => {
  it('gives someone without a role nothing at all', () => {
    for (const entity of Object.values(entities)) {
      for (const action of actions) expect(may(person(), action, entity)).toBe(false);
    }
  });

  it('keeps clinical records and clinical fields from the front desk', () => {
    const desk = person('frontdesk');
    for (const entity of [entities.healthlogs, entities.prescriptions, entities.symptomjournals]) {
      for (const action of actions) expect(may(desk, action, entity)).toBe(false);
    }
    expect(mayRead(desk, entities.patients, entities.patients.fields.phone)).toBe(true);
    expect(mayRead(desk, entities.patients, entities.patients.fields.alerts)).toBe(false);
    expect(mayWrite(desk, 'update', entities.patients, entities.patients.fields.alerts)).toBe(false);
  });

  it('keeps clinical text from administrators who are nothing else', () => {
    expect(may(person('admin'), 'read', entities.healthlogs)).toBe(false);
    expect(may(person('admin', 'doctor'), 'read', entities.healthlogs)).toBe(true);
  });

  it('lets only administrators manage users and read the audit, and nobody change it', () => {
    for (const { value } of roles) {
      expect(may(person(value), 'read', entities.users)).toBe(value === 'admin');
      expect(may(person(value), 'read', entities.auditentries)).toBe(value === 'admin');
      for (const action of ['create', 'update', 'remove'] as const) {
        expect(may(person(value), action, entities.auditentries)).toBe(false);
      }
    }
  });

  it('lets a patient reach their own record and no other', () => {
    expect(reach(person('patient'), 'read', entities.healthlogs)).toEqual({ patient: 'a'.repeat(24) });
    expect(reach({ roles: ['patient'] }, 'read', entities.healthlogs)).toBe('none');
    expect(may(person('patient'), 'create', entities.prescriptions)).toBe(false);
  });

  it('gives a patient who also works here the wider reach of both roles', () => {
    expect(reach(person('patient', 'doctor'), 'read', entities.healthlogs)).toBe('all');
  });

  // Seen red with the levels of all roles put together: the alerts of every patient were read at the desk.
  it('gives who works here and is a patient too no more of others than the work does', () => {
    const { alerts, phone } = entities.patients.fields;
    for (const desk of ['frontdesk', 'admin'] as const) {
      const both = person(desk, 'patient');
      expect(reach(both, 'read', entities.patients), desk).toBe('all');
      expect(mayRead(both, entities.patients, alerts), desk).toBe(false);
      expect(mayRead(both, entities.patients, phone), desk).toBe(true);
    }
    expect(mayRead(person('doctor', 'patient'), entities.patients, alerts)).toBe(true);
    // Where the desk reaches nothing, they still reach what is theirs.
    const symptom = entities.symptomjournals.fields.symptomType;
    expect(mayWrite(person('frontdesk', 'patient'), 'create', entities.symptomjournals, symptom)).toBe(true);
  });

  it('lets a patient change how to reach them, not who they are', () => {
    const own = person('patient');
    expect(mayWrite(own, 'update', entities.patients, entities.patients.fields.phone)).toBe(true);
    expect(mayWrite(own, 'update', entities.patients, entities.patients.fields.lastname)).toBe(false);
  });

  // Seen red with a doctor's phone among the searched fields: a patient could try its digits out one by one.
  it('lets nobody find a record by words that they may not read', () => {
    for (const entity of Object.values(entities)) {
      for (const { value } of roles) {
        if (!may(person(value), 'read', entity)) continue;
        for (const name of entity.searchFields) {
          const field = (entity.fields as Fields)[name];
          const found = `${value} finds ${entity.name} by ${name}`;
          expect([found, field && mayRead(person(value), entity, field)]).toEqual([found, true]);
        }
      }
    }
  });

  it('grants a new entity by its category, and nothing beyond it', () => {
    const consents = defineEntity({
      ...entities.healthlogs,
      name: 'consents',
      fields: {
        patient: entities.healthlogs.fields.patient,
        secretNote: text({ label: 'Note', level: 'account' }),
      },
      wholes: [],
      titleFields: [],
      searchFields: [],
      columns: [],
      sections: [],
    });
    expect(may(person('doctor'), 'read', consents)).toBe(true);
    expect(may(person('frontdesk'), 'read', consents)).toBe(false);
    expect(mayRead(person('doctor'), consents, consents.fields.secretNote)).toBe(false);
  });
});
