import { describe, expect, it } from 'vitest';
import { hidePassword } from './hidden-password';
import { type ConnectionFields, emptyConnection } from './fields';
import { takeApart } from './pasted';
import { problemsOf } from './problems';
import { isLoopback, risksOf } from './risks';
import { isSameDatabase, isSamePlace, placeOfCopy } from './same-place';

const server: ConnectionFields = {
  ...emptyConnection('server'),
  hosts: [{ host: 'db.clinic.example', port: 27_018 }],
  signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
};
const paths = (fields: ConnectionFields) => problemsOf(fields).map(({ path }) => path.join('.'));

describe('a pasted address', () => {
  it('is taken apart, the password at once', () => {
    const pasted = takeApart(
      ' mongodb://desk:s%40fe%3A@a.example:27018,b.example,[::1]:5/clinic?replicaSet=rs0&tls=true&authSource=admin&tlsCAFile=%2Fetc%2Fca.pem&retryWrites=true&w=majority\n',
    );
    expect(pasted).toEqual({
      fields: {
        name: 'Clinic server',
        kind: 'server',
        hosts: [{ host: 'a.example', port: 27_018 }, { host: 'b.example' }, { host: '::1', port: 5 }],
        srv: false,
        replicaSet: 'rs0',
        database: 'clinic',
        tls: { isUsed: true, caFile: '/etc/ca.pem' },
        signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk', source: 'admin' },
      },
      secrets: { password: 's@fe:' },
      placeholder: undefined,
      leftOut: ['retryWrites', 'w'],
      problems: [],
    });
  });

  // Seen red with the database of the path for every address: people of Atlas are known in "admin", which its entry of the
  // name service says, and what an address says itself stands against that.
  it('of Atlas leaves to the name service where its user is known', () => {
    const source = (text: string) => takeApart(text)?.fields.signIn.source;
    expect(source('mongodb+srv://desk:x@clinic.ab1cd.mongodb.net/records')).toBeUndefined();
    expect(source('mongodb+srv://desk:x@clinic.ab1cd.mongodb.net/records?authSource=staff')).toBe('staff');
    expect(source('mongodb://desk:x@db1/records')).toBe('records');
  });

  // Seen red with anything in brackets as a placeholder: placeholders are shown.
  it('holds a password also where it was typed between the brackets that show its place', () => {
    const pasted = takeApart('mongodb+srv://desk:<MyS3cret>@cluster0.ab1.mongodb.net/');
    expect(pasted).toMatchObject({ secrets: { password: '<MyS3cret>' }, placeholder: undefined });
    for (const shown of ['<password>', '<db_password>', '<Your Password>', '****'])
      expect(takeApart(`mongodb://desk:${encodeURIComponent(shown)}@db1/`), shown).toMatchObject({
        ...{ secrets: {}, placeholder: shown },
      });
  });

  // Seen red while the names of a program's variables stood under User name and Password.
  it.each([
    ['{user}', '{password}'],
    ['{u}', '{quote_plus(db_pass)}'],
    ['${process.env.DB_USER}', '${process.env.PW}'],
    ['$MONGO_USER', '${MONGO_PASSWORD}'],
    ['#{name}', '{{mongo.password}}'],
    ['%s', '%s'],
    ['%(user)s', '%(password)s'],
  ])('has no user and no password where a program puts them in: %s:%s', (user, password) => {
    const pasted = takeApart(`mongodb://${user}:${password}@db.example/clinic`);
    expect(pasted).toMatchObject({ secrets: {}, placeholder: password });
    expect(pasted?.fields.signIn).toEqual({ mechanism: 'SCRAM-SHA-256', source: 'clinic' });
    expect(hidePassword(`mongodb://${user}:${password}@{host}:{port}`)).toEqual({
      ...{ shown: `mongodb://${user}:${password}@{host}:<port>`, heldBack: undefined },
    });
  });
  it.each(['{MyS3cret}', '$Winter2024', '{Winter', 'a{user}', '%73ecret', '$$', '{}'])(
    'has the password %s where it only looks like a name of a program',
    (password) => {
      const pasted = takeApart(`mongodb://desk:${password}@db.example`);
      expect(pasted).toMatchObject({ secrets: { password: decodeURIComponent(password) } });
    },
  );

  // Seen red with "local" and "config" under Database.
  it.each(['admin', 'local', 'config', 'test'])('does not take %s for the database of a clinic', (database) =>
    expect(takeApart(`mongodb://db.example/${database}`)).toMatchObject({
      ...{ otherDatabase: database, fields: { database: emptyConnection('server').database } },
    }),
  );

  it('of Atlas is encrypted by itself, and its placeholder is no password', () => {
    const pasted = takeApart(
      'mongodb+srv://desk:<db_password>@clinic.ab1cd.mongodb.net/?retryWrites=true&w=majority&appName=clinic',
    );
    expect(pasted?.fields).toMatchObject({
      kind: 'cloud',
      srv: true,
      database: 'clinic',
      tls: { isUsed: true },
    });
    expect(pasted).toMatchObject({ secrets: {}, placeholder: '<db_password>' });
    expect(problemsOf(pasted?.fields ?? server)).toEqual([]);
  });

  it('that cannot be read shows no password, and can be read without it', () => {
    const secret = 'p@ss:/w?rd#1';
    const text = `mongodb://desk:${secret}@a.example:27018/clinic?tls=true&tlsCertificateKeyFilePassword=${secret}`;
    expect(takeApart(text)).toBeNull();
    const shown = hidePassword(`mongodb://desk:${secret}@a.example:27018/clinic?tls=true`).shown;
    expect(shown).toBe('mongodb://desk:<password>@a.example:27018/clinic?tls=true');
    expect(takeApart(shown)).toMatchObject({ fields: { hosts: [{ host: 'a.example' }] }, secrets: {} });
    for (const part of ['p@ss', 'w?rd', 'rd#1']) expect(hidePassword(text).shown).not.toContain(part);
    const ofKey = 'mongodb://a.example/?tls=true&tlsCertificateKeyFilePassword=secret&w=1';
    expect(hidePassword(ofKey).shown).toBe(
      'mongodb://a.example/?tls=true&tlsCertificateKeyFilePassword=<passphrase>&w=1',
    );
    expect(takeApart(hidePassword(ofKey).shown)?.secrets).toEqual({});
    const plain = 'mongodb://a.example:27018,,[::1]:5/clinic?tlsCAFile=C:/ca.pem';
    expect(takeApart(plain)).toBeNull();
    expect(hidePassword(plain).shown).toBe(plain);
  });

  // Seen red while the first ":" had to come before any "@" or "/", and where no "@" was there.
  it.each([
    [
      'mongodb://joshi@clinic.org:sEcret@db.example/clinic',
      'mongodb://joshi@clinic.org:<password>@db.example/clinic',
    ],
    [
      'mongodb://CLINIC/joshi:sEcret@db.example/clinic',
      'mongodb://CLINIC/joshi:<password>@db.example/clinic',
    ],
    ['mongodb://CLINIC\\joshi:sEcr@et@db.example', 'mongodb://CLINIC\\joshi:<password>@db.example'],
    ['mongodb://joshi?:sEc/re?t@db.example', 'mongodb://joshi?:<password>@db.example'],
    [
      'mongodb+srv://joshi@clinic.org:sEcret@db.example',
      'mongodb+srv://joshi@clinic.org:<password>@db.example',
    ],
    ['mongodb://desk:sEcret', 'mongodb://desk:<password>'],
    ['mongodb://desk:2024sEcret/more?sEcret', 'mongodb://desk:<password>'],
    ['mongodb://joshi@clinic.org:sEcret', 'mongodb://joshi@clinic.org:<password>'],
    ['mongodb://CLINIC/joshi:sEcret', 'mongodb://CLINIC/joshi:<password>'],
    ['mongodb://a.example:27017,desk:sEcret ', 'mongodb://a.example:27017,desk:<password>'],
    ['mongodb://[::1]:27017x', 'mongodb://[::1]:<password>'],
    // Seen red with what stands behind the server in sight.
    ['mongodb://desk:sEcret@db1:sEcret', 'mongodb://desk:<password>@db1:<port>'],
    ['mongodb://desk:sEcret@db1:sEcret/clinic?sEcret', 'mongodb://desk:<password>@db1:<port>'],
    ['mongodb://desk:x@a:27017,[::1]:5,b:27sEcret', 'mongodb://desk:<password>@a:27017,[::1]:5,b:<port>'],
    ['mongodb://desk:x@db1/sE:cret?w=1', 'mongodb://desk:<password>@db1/<database>'],
  ])('%s cannot be read, and its password is hidden', (text, shown) => {
    expect(takeApart(text)).toBeNull();
    expect(hidePassword(text).shown).toBe(shown);
    expect(hidePassword(shown).shown).toBe(shown);
  });

  // Seen red while the rest of the password was read as the name of a database or of an option.
  it.each([
    'mongodb://desk:2024/Winter@db.example/clinic',
    'mongodb://desk:2024?Winter@db.example/clinic',
    'mongodb://desk:2024?Winter=1@db.example/clinic?tls=true',
    'mongodb://desk:2024?tls=true&Winter@db.example/clinic',
    'mongodb://desk:2024/tls?a=b&c=Winter@db.example/clinic',
    'mongodb://desk:W@2024/Winter@db.example/clinic',
  ])('%s does not have a part of its password read as something else', (text) => {
    expect(takeApart(text)).toBeNull();
    expect(hidePassword(text).shown).toMatch(/^mongodb:\/\/desk:<password>@db\.example\/clinic/);
  });

  it('may have "@" in the value of an option that is known', () => {
    const pasted = takeApart('mongodb://desk:x@db.example/clinic?appName=desk@clinic&tlsCAFile=/etc/@ca.pem');
    expect(pasted).toMatchObject({
      ...{ fields: { tls: { caFile: '/etc/@ca.pem' } }, leftOut: ['appName'], problems: [] },
    });
  });

  it('without encryption or user says so in its fields', () => {
    const pasted = takeApart('mongodb://db.clinic.example');
    expect(pasted?.fields).toMatchObject({ tls: { isUsed: false }, signIn: { mechanism: 'none' } });
    expect(risksOf(pasted?.fields ?? server)).toEqual(['notEncrypted', 'noSignIn']);
  });

  it('with an option that weakens TLS keeps it in sight', () => {
    const pasted = takeApart(
      'mongodb://desk:x@db.example/?tls=true&tlsInsecure=true&tlsAllowInvalidHostnames=true',
    );
    expect(risksOf(pasted?.fields ?? server)).toEqual(['anyCertificate']);
  });

  it.each([
    ['authMechanism=GSSAPI', 'Clinic Desk cannot sign in with "GSSAPI"'],
    ['authMechanism=MONGODB-AWS', 'Clinic Desk cannot sign in with "MONGODB-AWS"'],
    ['authMechanism=none', 'Clinic Desk cannot sign in with "none"'],
    ['authMechanismProperties=a:b', 'Clinic Desk cannot sign in with a mechanism that has properties'],
    ['autoEncryption=%2Fetc%2Fpasswd', 'The option "autoEncryption" is not known'],
    ['__proto__=1', 'The option "__proto__" is not known'],
    ['proxyHost=evil.example', 'Clinic Desk reaches the server without a proxy'],
    ['tls=yes', '"tls" is neither true nor false'],
    ['loadBalanced=true', 'Clinic Desk cannot work behind a load balancer of MongoDB'],
  ])('with %s is refused, with the reason', (option, message) => {
    expect(takeApart(`mongodb://desk:x@db.example/?${option}`)?.problems).toEqual([
      { path: ['address'], message },
    ]);
  });

  it.each([
    'https://db.example',
    'mongodb://a:b:c@db.example',
    'mongodb://desk:p@ss@db.example',
    'mongodb://desk:%zz@db.example',
    'mongodb://db.example:123456',
    'mongodb://:x@db.example',
    // Seen red with a server without a name taken for one.
    'mongodb://',
    'mongodb://one.example,,two.example/clinic',
  ])('%s is none', (text) => expect(takeApart(text)).toBeNull());
});

describe('a connection', () => {
  it('of a plain server has no problems and no risks', () => {
    expect(problemsOf(server)).toEqual([]);
    expect(risksOf(server)).toEqual([]);
  });

  it('is refused field by field', () => {
    expect(
      paths({ ...server, hosts: [{ host: '' }, { host: 'desk:x@db.example' }, { host: 'a', port: 70_000 }] }),
    ).toEqual(['hosts.0.host', 'hosts.1.host', 'hosts.2.port']);
    expect(
      paths({ ...server, srv: true, hosts: [{ host: 'localhost', port: 1 }, { host: 'b.c.d' }] }),
    ).toEqual(['hosts', 'hosts.0.port', 'hosts.0.host']);
    expect(paths({ ...server, database: 'local' })).toEqual(['database']);
    expect(paths({ ...server, database: 'a/b', replicaSet: 'a b' })).toEqual(['database', 'replicaSet']);
    expect(paths({ ...server, tls: { isUsed: true, caFile: 'ca.pem' } })).toEqual(['tls.caFile']);
    expect(paths({ ...server, signIn: { mechanism: 'SCRAM-SHA-256' } })).toEqual(['signIn.username']);
    expect(paths({ ...server, signIn: { mechanism: 'MONGODB-X509' } })).toEqual(['tls.certificateFile']);
    expect(
      paths({ ...server, tls: { isUsed: false }, signIn: { mechanism: 'PLAIN', username: 'd' } }),
    ).toEqual(['tls.isUsed']);
  });

  // Seen red with `startsWith('127')`: a name such as 127.evil.example would have counted as this computer.
  it('leaves this computer unless every host is a loopback address', () => {
    for (const host of ['localhost', 'LOCALHOST.', '127.0.0.1', '127.9.9.9', '::1', 'a.localhost'])
      expect(isLoopback(host)).toBe(true);
    for (const host of ['127.evil.example', 'localhost.example', '10.0.0.1', '::2', '0.0.0.0'])
      expect(isLoopback(host)).toBe(false);
    const open: ConnectionFields = { ...server, tls: { isUsed: false } };
    expect(risksOf({ ...open, hosts: [{ host: 'localhost' }] })).toEqual([]);
    expect(risksOf({ ...open, hosts: [{ host: 'localhost' }, { host: 'b.example' }] })).toEqual([
      'notEncrypted',
    ]);
  });
});

describe('two connections', () => {
  const changed = (changes: Partial<ConnectionFields>) => ({ ...server, ...changes });

  it('lead to the same database whoever signs in, by another spelling, and through another member of the set', () => {
    for (const other of [
      changed({ signIn: { mechanism: 'SCRAM-SHA-1', username: 'somebody' } }),
      changed({ tls: { isUsed: false }, name: 'Main clinic', replicaSet: 'rs0' }),
      changed({ hosts: [{ host: 'second.example' }, { host: 'DB.clinic.example', port: 27_018 }] }),
    ]) {
      expect(isSameDatabase(server, other)).toBe(true);
      expect(isSameDatabase(other, server)).toBe(true);
    }
    const usual = changed({ hosts: [{ host: 'db' }] });
    expect(isSameDatabase(usual, changed({ hosts: [{ host: 'db', port: 27_017 }] }))).toBe(true);
  });

  it('lead to different databases by their name, their server, its port, and how it is looked up', () => {
    for (const other of [
      changed({ database: 'other' }),
      changed({ hosts: [{ host: 'other.example', port: 27_018 }] }),
      changed({ hosts: [{ host: 'db.clinic.example' }] }),
      changed({ srv: true }),
    ])
      expect(isSameDatabase(server, other)).toBe(false);
  });

  // Seen red with names alone: two ways to one database of this computer were told as two databases.
  it('of this computer are the same by each of its names', () => {
    const at = (host: string) => ({ hosts: [{ host, port: 27_018 }], srv: false, database: 'clinic' });
    for (const name of ['LOCALHOST', '127.0.0.1', '::1'])
      expect(isSameDatabase(at('localhost'), at(name)), name).toBe(true);
    expect(isSameDatabase(at('localhost'), at('db1'))).toBe(false);
  });

  it('that a copy was made to count by its members, or by where it was made to before, and not by whatever is named beside', () => {
    const [typed, member, other, stranger] = ['typed', 'one', 'two', 'stranger'].map((host) => ({
      host,
      port: 27_017,
    }));
    if (!typed || !member || !other || !stranger) throw new Error('No hosts');
    const place = (...hosts: (typeof typed)[]) => ({ hosts, srv: false, database: 'clinic' });
    const members = [member, other];
    expect(placeOfCopy(place(member, stranger), members, undefined)).toEqual(place(member, other));
    expect(placeOfCopy(place(typed, stranger), members, place(typed))).toEqual(place(typed));
    // By names that the set does not know it is all that is known.
    expect(placeOfCopy(place(typed), members, undefined)).toEqual(place(typed));
    expect(placeOfCopy(place(stranger), members, place(typed))).toEqual(place(stranger));
    const found = { ...place(typed), srv: true };
    expect(placeOfCopy(found, [typed, member], undefined)).toEqual(found);
  });

  it('are the same place for a secret only with the same servers, user and trust, whichever database', () => {
    expect(isSamePlace(server, changed({ database: 'other' }))).toBe(true);
    for (const other of [
      changed({ signIn: { mechanism: 'SCRAM-SHA-256', username: 'somebody' } }),
      changed({ hosts: [...server.hosts, { host: 'second.example' }] }),
      changed({ tls: { isUsed: true, allowsAnyCertificate: true } }),
    ])
      expect(isSamePlace(server, other)).toBe(false);
  });
});
