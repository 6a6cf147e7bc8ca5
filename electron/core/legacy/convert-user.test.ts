import { describe, expect, it } from 'vitest';
import type { RawDocument } from '../ports/legacy-database';
import { Claims } from './claims';
import { convertUser, giveWay } from './convert-user';
import { RecordNumbers } from './record-numbers';
import { planOf } from './plans';
import type { World } from './world';

const oid = (last: number) => `65410000000000000000${String(last).padStart(4, '0')}`;

const makeWorld = (): World => ({
  stableId: (...parts) => `stable ${parts.join(' ')}`,
  timeZone: 'UTC',
  now: new Date('2026-11-23T10:00:00Z'),
  refer: (target, raw) => {
    const id = (raw as { $oid?: string } | null)?.$oid;
    return target === 'doctors' && id === oid(1) ? id : undefined;
  },
  find: () => ({ kind: 'nobody' }),
  owners: new Map(),
  usernames: new Claims(),
  emails: new Claims(),
  heldTimes: new Claims(),
  recordNumbers: new RecordNumbers('P', 1),
  clinicOf: new Map(),
});
const hasher = { hash: async (password: string) => `hash of ${password}`, verify: async () => false };
const argon2 = '$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA';
const bcrypt = '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

let serial = 10;
const convert = async (document: RawDocument, world = makeWorld()) => {
  serial += 1;
  const converted = await convertUser(
    planOf('users'),
    { _id: { $oid: oid(serial) }, username: 'tanmay', password: 'secret1', ...document },
    world,
    hasher,
  );
  const { values, legacy, findings } = converted.user;
  return { ...converted, values, legacy, found: findings.map(({ kind, field }) => `${kind} ${field}`) };
};

describe('the password of an old user', () => {
  it.each([
    ['secret1', 'hash of secret1', 'active'],
    [' secret1 ', 'hash of  secret1 ', 'active'],
    [123_456, 'hash of 123456', 'active'],
    [{ $numberLong: '9007199254740993' }, 'hash of 9007199254740993', 'active'],
    [argon2, argon2, 'active'],
    [bcrypt, undefined, 'disabled'],
    ['5f4dcc3b5aa765d61d8327deb882cf99', undefined, 'disabled'],
    ['', undefined, 'disabled'],
    [null, undefined, 'disabled'],
    [['secret1'], undefined, 'disabled'],
    [{ plain: 'secret1' }, undefined, 'disabled'],
    [true, undefined, 'disabled'],
  ])('%j becomes %j, and the account is %s', async (password, passwordHash, status) => {
    const { values, legacy, found, user } = await convert({ password });
    expect(values.passwordHash).toBe(passwordHash);
    expect(values.status).toBe(status);
    expect(found.includes('other password')).toBe(status === 'disabled');
    expect(JSON.stringify({ ...values, passwordHash: '' })).not.toMatch(/secret1/);
    expect(JSON.stringify([legacy, user.findings, user.changes])).not.toMatch(/secret1/);
  });

  it('is kept when another program hashed it, for who can use it', async () => {
    expect((await convert({ password: bcrypt })).legacy).toEqual({ password: bcrypt });
  });

  it('may stand under another name', async () => {
    const { values, legacy } = await convert({
      password: undefined,
      Password: 'secret1',
      confirmPassword: 'secret1',
    });
    expect(values.passwordHash).toBe('hash of secret1');
    expect(legacy).not.toHaveProperty('Password');
    expect(legacy.confirmPassword).toBe('(a password, not kept)');
  });
});

describe('what an old user may do', () => {
  it.each([
    [{ role: 'admin' }, ['unknownField role']],
    [{ isAdmin: true }, ['unknownField isAdmin']],
    [{ roles: ['user', 'doctor'] }, ['unknownField roles']],
    [{ role: 'user' }, []],
    [{ isAdmin: false }, []],
    [{ roles: [] }, []],
  ])('%j gives the role of a patient', async (claimed, expected) => {
    const { values, found } = await convert(claimed);
    expect(values.roles).toEqual(['patient']);
    expect(values.status).toBe('active');
    expect(found).toEqual(expected);
  });

  it.each([
    { active: false },
    { isActive: 'false' },
    { enabled: 0 },
    { status: 'Inactive' },
    { disabled: true },
    { banned: 1 },
    { deleted: true },
    { removed: true },
  ])('%j keeps the account shut', async (field) => {
    const { values, found, legacy } = await convert(field);
    expect(values.status).toBe('disabled');
    expect(found).toEqual(['other status']);
    expect(legacy).toEqual(field);
  });

  it.each([{ active: true }, { status: 'active' }, { disabled: false }, { status: 5 }])(
    '%j leaves the account open',
    async (field) => {
      expect((await convert(field)).values.status).toBe('active');
    },
  );
});

describe('the names of an old user', () => {
  it('stay theirs for who comes first, and get a number for who comes later', async () => {
    const world = makeWorld();
    const names = ['Tanmay', 'tanmay', 'TANMAY ', 'tanmay-2', '', 'Łukasz', 'lukasz'];
    const given = [];
    for (const username of names) given.push((await convert({ username }, world)).values.username);
    expect(given.slice(0, 4)).toEqual(['Tanmay', 'tanmay-2', 'TANMAY-3', 'tanmay-2-2']);
    expect(given[4]).toMatch(/^user-\d{6}$/);
    expect(given.slice(5)).toEqual(['Łukasz', 'lukasz-2']);
  });

  // Found by chance: the spaces were gone, although nothing else of a document is lost.
  it('signs in without the spaces around a user name, and keeps it as it was written', async () => {
    const { values, legacy, found } = await convert({ username: ' tanmay ' });
    expect(values.username).toBe('tanmay');
    expect(legacy.username).toBe(' tanmay ');
    expect(found).toEqual([]);
  });

  it.each([
    [['rohit'], 'unreadableValue', 'The user name could not be read. This person signs in as', '["rohit"]'],
    ['', 'duplicate', 'This account had no user name. It is', ''],
  ])('are told of once when the user name is %j', async (username, kind, message, value) => {
    const { values, user, legacy } = await convert({ username });
    expect(values.username).toMatch(/^user-\d{6}$/);
    expect(user.findings).toEqual([
      {
        kind,
        field: 'username',
        message: expect.stringMatching(`^${message} ${values.username} now`),
        value,
      },
    ]);
    expect(legacy.username).toEqual(username);
  });

  it('are told of with what stands there now when they could not be read', async () => {
    const world = makeWorld();
    const { values, user } = await convert({ username: { a: 1 }, name: { first: 'Rohit' } }, world);
    expect(values.displayName).toBe(values.username);
    expect(user.findings.map(({ field, message }) => [field, message])).toEqual([
      ['username', expect.stringContaining(`signs in as ${values.username} now`)],
      ['displayName', `The name could not be read. It is ${values.username} now.`],
    ]);
    giveWay(user, world, 'username');
    expect(user.findings[0]?.message).toContain('signs in as user-2 now');
  });

  it('are kept as they were when they change', async () => {
    const world = makeWorld();
    await convert({}, world);
    const { values, legacy, found, patient } = await convert({ username: 'Tanmay', name: 'Tanmay K' }, world);
    expect(values).toMatchObject({ username: 'Tanmay-2', usernameKey: 'tanmay-2', displayName: 'Tanmay K' });
    expect(legacy.username).toBe('Tanmay');
    expect(found).toEqual(['duplicate username']);
    expect(patient.values.firstname).toBe('Tanmay K');
  });

  it('are the same when the same user is converted again', async () => {
    const world = makeWorld();
    const before = { _id: { $oid: oid(500) }, username: 'rohit', email: 'r@example.org' };
    for (let again = 0; again < 2; again += 1) {
      const { values } = await convert(before, world);
      expect(values).toMatchObject({ username: 'rohit', emailKey: 'r@example.org' });
    }
  });

  it('give way to an account that was made meanwhile', async () => {
    const world = makeWorld();
    const { user } = await convert({ email: 'T@example.org' }, world);
    giveWay(user, world, 'username');
    giveWay(user, world, 'email');
    expect(user.values).toMatchObject({
      username: 'tanmay-2',
      usernameKey: 'tanmay-2',
      email: 'T@example.org',
    });
    expect(user.values).not.toHaveProperty('emailKey');
    giveWay(user, world, 'username');
    expect(user.values.username).toBe('tanmay-3');
    expect(user.findings.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
      'duplicate email',
      'duplicate username',
    ]);
  });
});

describe('the patient that an old user becomes', () => {
  it('has what the account knew of the person', async () => {
    const { patient, user } = await convert({
      firstName: 'Tanmay',
      lastname: 'Kulkarni',
      DOB: '12/31/1984',
      gender: 'Male',
      Phone: 2_377_136_303,
      zipcode: 501,
      email: 'T@example.org',
      doctors: [{ $oid: oid(1) }, { $oid: oid(1) }, { $oid: oid(99) }],
      attachments: [],
    });
    expect(patient.values).toEqual({
      recordNumber: 'P-000001',
      firstname: 'Tanmay',
      lastname: 'Kulkarni',
      dateOfBirth: '1984-12-31',
      sex: 'male',
      phone: '2377136303',
      zip: '501',
      email: 'T@example.org',
      doctors: [oid(1)],
    });
    expect(patient.id).toBe(`stable patient of user ${user.id}`);
    expect(user.findings).toMatchObject([{ kind: 'danglingReference', field: 'doctors' }]);
    expect(user.unknown).toEqual([]);
  });

  it('is told of with what could not be read of the person, once', async () => {
    const { patient, user } = await convert({ DOB: 'in 1950', gender: 'Male', zip: { a: 1 }, zipcode: 501 });
    expect(patient.values).toMatchObject({ sex: 'male', zip: '501' });
    expect(patient.findings).toEqual([
      {
        kind: 'unreadableValue',
        field: 'dateOfBirth',
        message:
          'Date of birth could not be read and is empty now. The old value is kept; enter it again if it matters.',
        value: 'in 1950',
      },
    ]);
    expect(user.legacy.DOB).toBe('in 1950');
    expect(user.changes).toContain('DOB: could not be read, kept under legacy');
    expect(user.unknown).toEqual([]);
  });

  it('is called by the user name when nothing better is known', async () => {
    const { patient } = await convert({ firstname: ['T'] });
    expect(patient.findings.map(({ message }) => message)).toEqual([
      'The first name could not be read. It is tanmay now.',
    ]);
    expect((await convert({})).patient.values).toEqual({ firstname: 'tanmay', recordNumber: 'P-000001' });
  });
});
