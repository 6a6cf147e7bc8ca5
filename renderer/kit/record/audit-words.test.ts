import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { auditActions, auditWords } from './audit-words';

/** Every action that the sources of the core and the store write into the trail. */
function writtenActions(): string[] {
  const files = ['core', 'store'].flatMap((folder) => {
    const root = join('electron', folder);
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /(?<!\.test)\.ts$/.test(name)).map((name) => join(root, name));
  });
  // `action: 'update'`, and both of `action: settled ? 'settle' : 'reopen'`; types end in a semicolon or a bar.
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').match(/\baction: [^\n]*'[^\n]*/g) ?? []);
  const values = lines.flatMap((line) => line.split(/,|as const/)[0]?.match(/'\w+'/g) ?? []);
  return [...new Set(values.map((value) => value.slice(1, -1)))];
}

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

  it('are in the past, in the words of people, for every action that the trail is given', () => {
    const actions = writtenActions();
    expect(actions).toEqual(
      expect.arrayContaining(['create', 'read', 'signIn', 'adopt', 'settle', 'reopen']),
    );
    const asInTheProgram = actions.filter((action) => {
      const plain = action.replace(/([A-Z])/g, ' $1').toLowerCase();
      return auditWords({ action, entity: 'patients', outcome: 'done' }).startsWith(`${plain} a`);
    });
    expect(asInTheProgram).toEqual([]);
    expect(auditWords({ action: 'settle', entity: 'appointments', outcome: 'done' })).toBe(
      'settled a question about an appointment',
    );
    const offered: string[] = auditActions.map(({ value }) => value);
    expect(actions.filter((action) => !offered.includes(action))).toEqual([]);
  });

  // Seen red with "ran a report", whichever it was.
  it('name the report and the figure that was looked into, and the cohort that was saved', () => {
    const words = (action: string, record: string, reason?: string) =>
      auditWords({ action, entity: 'reports', record, reason, outcome: 'done' });
    const asked = '2026-01-01 to 2026-01-31, by hour';
    expect(words('run', 'noShows', `${asked}: 40 records`)).toBe('ran the report “No-shows”');
    expect(words('export', 'noShows', `${asked}: table of 40 records`)).toBe(
      'exported the report “No-shows”',
    );
    expect(words('list', 'noShows', `${asked}, figure "Did not come, 9:00": 3 records`)).toBe(
      'looked at the records behind “Did not come, 9:00” of “No-shows”',
    );
    // Of a time when the figure was not noted.
    expect(words('list', 'prescriptions', '2026-01-01 to 2026-01-31: 3 records')).toBe(
      'looked at the records behind a figure of “Prescriptions”',
    );
    const sugar = 'cohort "Sugar" (64af00000000000000000009), 2026-06-30: 2 patients, Diagnosis E11';
    expect(words('list', 'cohort', sugar)).toBe('looked at the people of the cohort “Sugar”');
    expect(words('export', 'cohort', sugar)).toBe('exported the people of the cohort “Sugar”');
    expect(words('list', 'cohort', 'cohort, 2026-06-30: 2 patients')).toBe(
      'looked at the people of a cohort',
    );
    expect(words('run', 'cohort')).toBe('counted a cohort');
    expect(words('run', 'no longer there')).toBe('ran a report');
    expect(auditWords({ action: 'run', entity: 'reports', outcome: 'refused' })).toBe(
      'tried to run a report',
    );
  });

  it('are there for whatever someone may be refused', () => {
    const groups = Object.entries(contract).filter(([name]) => !Object.hasOwn(entities, name));
    const tried = groups.flatMap(([entity, procedures]) =>
      Object.entries(procedures)
        // Open to everyone: nobody is refused.
        .filter(
          ([
            ,
            {
              '~orpc': { meta },
            },
          ]) => meta.access?.kind !== 'public',
        )
        .map(([action]) => ({
          words: auditWords({ entity, action, outcome: 'refused' }),
          unnamed: `tried to ${action.replace(/([A-Z])/g, ' $1').toLowerCase()} ${entity}`,
        })),
    );
    expect(tried.length).toBeGreaterThan(10);
    expect(tried.filter(({ words, unnamed }) => words === unnamed)).toEqual([]);
  });

  it('stay readable for an action that nobody named yet', () => {
    expect(auditWords({ action: 'exportCsv', entity: 'patients', outcome: 'done' })).toBe(
      'export csv a patient',
    );
    expect(auditWords({ outcome: 'done' })).toBe('');
  });
});
