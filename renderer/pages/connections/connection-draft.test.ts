import { describe, expect, it } from 'vitest';
import { takeApart } from '../../../shared/rules/connections/pasted';
import { memoryStore } from '../../kit/data/testing/memory-store';
import {
  type ConnectionDraft,
  draftOf,
  draftProblems,
  fieldAt,
  fieldsOf,
  keepDraft,
  newDraft,
  partHosts,
  readDraft,
  withKind,
} from './connection-draft';

const now = new Date('2026-11-23T09:40:00Z');
const draft = (changes: Partial<ConnectionDraft> = {}): ConnectionDraft => ({
  ...newDraft('server'),
  hosts: [{ host: 'db.clinic.example', port: '27018' }],
  username: 'desk',
  ...changes,
});

describe('a connection that is typed', () => {
  it('is told its problems at their fields, and has none when it is whole', () => {
    expect(draftProblems(draft())).toEqual({});
    expect(
      draftProblems(
        draft({ name: ' ', hosts: [{ host: 'a b', port: 'many' }], username: '', caFile: 'ca.pem' }),
      ),
    ).toEqual({
      name: 'Fill this in',
      'hosts.0.host': 'This is no name of a server',
      'hosts.0.port': 'A port is a number from 1 to 65535',
      'signIn.username': 'Fill in the user name',
      'tls.caFile': 'The whole path of the file, from the root or drive',
    });
    expect(draftProblems(draft({ name: 'x'.repeat(61) }))).toEqual({ name: 'At most 60 letters' });
    expect(fieldAt(['fields', 'hosts', 0, 'port'])).toBe('hosts.0.port');
    expect(fieldAt(['secrets', 'password'])).toBe('secrets.password');
  });

  it('comes back from the fields of the contract as it was', () => {
    const pasted = takeApart(
      'mongodb://desk:x@a.example:27018,b.example/clinic?replicaSet=rs0&tls=true&authSource=admin&tlsCAFile=%2Fetc%2Fca.pem',
    );
    if (!pasted) throw new Error('It could not be read');
    expect(fieldsOf(draftOf(pasted.fields))).toEqual(pasted.fields);
  });

  it('sends nothing of what its other choices make pointless', () => {
    const open = fieldsOf(draft({ isEncrypted: false, caFile: '/ca.pem', allowsAnyCertificate: true }));
    expect(open.tls).toEqual({ isUsed: false });
    expect(fieldsOf(draft({ mechanism: 'none', username: 'desk' })).signIn).toEqual({ mechanism: 'none' });
    expect(fieldsOf(draft({ srv: true })).hosts).toEqual([{ host: 'db.clinic.example' }]);
  });

  it('parts servers and ports that were typed into one field', () => {
    expect(partHosts('db.example:27018')).toEqual([{ host: 'db.example', port: '27018' }]);
    expect(partHosts('a.example:1, b.example;[::1]:5')).toEqual([
      { host: 'a.example', port: '1' },
      { host: 'b.example', port: '' },
      { host: '::1', port: '5' },
    ]);
    expect(partHosts('db.example')).toBeNull();
    expect(partHosts('fe80::1')).toBeNull();
    expect(partHosts('')).toBeNull();
  });

  it('takes the usual settings of another kind only while nothing was typed', () => {
    expect(withKind(newDraft('server'), 'cloud')).toEqual(newDraft('cloud'));
    expect(withKind(draft(), 'cloud')).toEqual(draft({ kind: 'cloud', name: 'MongoDB Atlas' }));
    expect(withKind(draft({ name: 'Mine' }), 'cloud').name).toBe('Mine');
  });
});

describe('what is kept of it on this computer', () => {
  it('is all that was typed', () => {
    const store = memoryStore();
    const typed = draft({ username: 'desk@clinic.example', caFile: '/etc/ca.pem', replicaSet: 'rs0' });
    expect(keepDraft(store, 'clinic-desk:draft:a:connection:new', typed, now)).toBe(true);
    expect(readDraft(store, 'clinic-desk:draft:a:connection:new', now)).toEqual(typed);
  });

  // Seen red with the draft kept as it is, and while only hosts were looked at for a user and a password without an address.
  it('is no password that came with an address into the wrong field', () => {
    const store = memoryStore();
    const secret = 'planted-secret-0815';
    const address = `mongodb://desk:${secret}@db.example`;
    const wrong = [
      'name',
      'replicaSet',
      'database',
      'caFile',
      'certificateFile',
      'username',
      'source',
    ] as const;
    // Each letter is kept at once: the rest of the address may not be there yet.
    for (const text of [address, `desk:${secret}@db.example`, `desk:${secret}`])
      for (const field of wrong) keepDraft(store, `${field} ${text}`, draft({ [field]: text }), now);
    for (const [index, host] of [address, `desk:${secret}@db.example`, `desk:${secret}`].entries())
      keepDraft(store, `host ${index}`, draft({ hosts: [{ host, port: secret }] }), now);
    const kept = Array.from({ length: store.length }, (_, index) => store.getItem(store.key(index) ?? ''));
    expect(kept).toHaveLength(3 * wrong.length + 3);
    expect(kept.join()).not.toContain(secret);
  });

  it('is nothing that cannot be read any more', () => {
    const store = memoryStore();
    store.setItem('name', JSON.stringify({ draft: { name: 'Old' }, at: { $date: now.toISOString() } }));
    expect(readDraft(store, 'name', now)).toBeNull();
  });
});
