import { describe, expect, it } from 'vitest';
import { auditWords } from './audit-words';

describe('the words of an audit entry', () => {
  it('name the fields that changed as the form does', () => {
    expect(
      auditWords({
        action: 'update',
        entity: 'patients',
        changed: ['phone', 'dateOfBirth'],
        outcome: 'done',
      }),
    ).toBe('changed a patient: phone, date of birth');
  });

  it('say what someone was not allowed to do', () => {
    expect(auditWords({ action: 'remove', entity: 'appointments', outcome: 'refused' })).toBe(
      'tried to remove an appointment',
    );
    expect(auditWords({ action: 'signIn', entity: 'users', outcome: 'refused' })).toBe('tried to sign in');
  });

  it('stay readable for an action that nobody named yet', () => {
    expect(auditWords({ action: 'exportCsv', entity: 'patients', outcome: 'done' })).toBe(
      'export csv a patient',
    );
    expect(auditWords({ outcome: 'done' })).toBe('');
  });
});
