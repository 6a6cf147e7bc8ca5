import { describe, expect, it } from 'vitest';
import { holdsAddress, holdsSignIn, readAddress } from './address-in-text';
import { ownerIn } from './hidden-password';

const plain = 'mongodb://desk:sEcret@db.example:27018/clinic?tls=true';
const read = (text: string) => {
  const found = readAddress(text);
  if (found.kind === 'unreadable') throw new Error(`Unreadable: ${found.shown}`);
  return found.pasted;
};
const unreadable = (text: string) => {
  const found = readAddress(text);
  if (found.kind === 'taken') throw new Error(`Taken: ${JSON.stringify(found.pasted.fields)}`);
  return found;
};

describe('an address in a text', () => {
  // Seen red while an address had to begin the text.
  it.each([
    `"${plain}"`,
    `'${plain}'`,
    `“${plain}”`,
    `<${plain}>`,
    `MONGODB_URI=${plain}`,
    `MONGODB_URI="${plain}";`,
    `export X="${plain}"`,
    `$env:X = '${plain}'`,
    `  uri: ${plain}\n  name: clinic`,
    `{ "MONGODB_URI": "${plain}", "PORT": 3000 }`,
    `The address is ${plain}.`,
    `${plain};`,
    `${plain},`,
    `"${plain}`,
    `mongosh "${plain}"`,
    plain.replaceAll(/[:/?=@]/g, encodeURIComponent),
    `uri=${encodeURIComponent(plain)}`,
    plain.replace('://', ':/'),
    plain.replace('://', '//'),
    plain.replace('://', ':///'),
    plain.replace('mongodb', 'MongoDB'),
  ])('%s is read as the plain address is', (text) => {
    expect(holdsAddress(text)).toBe(true);
    expect(read(text)).toEqual(read(plain));
  });

  it('names the options of its command that it does without', () => {
    for (const [options, leftOut] of [
      ['--apiVersion 1 --quiet', ['--apiVersion', '--quiet']],
      ['--eval "db.runCommand({ ping: 1 })"', ['--eval']],
    ] as const)
      for (const address of [plain, `"${plain}"`])
        expect(readAddress(`mongosh ${address} ${options}`)).toEqual({
          ...{ kind: 'taken', pasted: { ...read(plain), leftOut } },
        });
  });

  // Seen red: it was shown as it stood, its password readable.
  it('may be encoded as a whole, and its password once more', () => {
    expect(read('mongodb%2Bsrv%3A%2F%2Fdesk%3Ap%2540ss%40c.ab1cd.mongodb.net%2Fclinic')).toEqual(
      read('mongodb+srv://desk:p%40ss@c.ab1cd.mongodb.net/clinic'),
    );
    expect(unreadable('mongodb%3A%2F%2Fdesk%3As%40Ecret%25%40db.example')).toMatchObject({
      ...{ shown: 'mongodb://desk:<password>@db.example', heldBack: 's@Ecret%' },
    });
    expect(readAddress('mongodb%3A%2F%2Fdesk%3Ax%40db.example and more')).toMatchObject({ left: 'words' });
  });

  it('may have spaces between its servers', () => {
    const { fields } = read('mongodb://a.example:1, b.example:2, c.example/clinic, and that is all');
    expect(fields.hosts.map(({ host }) => host.trim())).toEqual(['a.example', 'b.example', 'c.example']);
    expect(fields.database).toBe('clinic');
  });

  it('has its user, password and trust in the options of the command behind it', () => {
    const atlas = read(
      'mongosh "mongodb+srv://clinic.ab1cd.mongodb.net/" --apiVersion 1 --username <db_username> --password <db_password>',
    );
    expect(atlas).toMatchObject({ fields: { srv: true }, secrets: {}, placeholder: '<db_password>' });
    expect(atlas.fields.signIn).toEqual({ mechanism: 'SCRAM-SHA-256' });
    const own = read(
      `mongosh mongodb://db.example -u desk -p 's@fe /x' --authenticationDatabase people --tls --tlsCAFile=/etc/ca.pem`,
    );
    expect(own).toMatchObject({
      ...{ secrets: { password: 's@fe /x' }, problems: [] },
      fields: {
        ...{ hosts: [{ host: 'db.example' }], tls: { isUsed: true, caFile: '/etc/ca.pem' } },
        signIn: { username: 'desk', source: 'people' },
      },
    });
  });

  it.each([
    ['export X="mongodb://desk:sE"c@ret@db.example/clinic"', 'mongodb://desk:<password>@db.example/clinic'],
    ['X=mongodb+srv://desk:sEcr@et/@db.example;', 'mongodb+srv://desk:<password>@db.example'],
    ['mongodb:/desk:2024/sEcr et@db.example/clinic tail', 'mongodb://desk:<password>@db.example/clinic'],
    ['MONGODB_URI=mongodb://desk:sEcret', 'mongodb://desk:<password>'],
  ])('%s cannot be read, and shows neither its password nor what stands around it', (text, shown) => {
    const found = unreadable(text);
    expect(found).toMatchObject({ shown, lacksScheme: false });
    expect(text).toContain(found.heldBack);
    expect(found.heldBack).toMatch(/^(sE|2024)/);
  });

  it.each([
    ['desk:sEcret@db.example/clinic', 'desk:<password>@db.example/clinic'],
    ['mongo://desk:sEcret@db.example', 'mongo:<password>@db.example'],
    ['desk:sEcret', 'desk:<password>'],
    ['db:27017', 'db:27017'],
  ])('%s is none, and shows no password', (text, shown) => {
    expect(holdsAddress(text)).toBe(false);
    expect(unreadable(text)).toMatchObject({ shown, lacksScheme: true });
  });

  // Seen red each while what stood behind the blank or the break was dropped.
  it.each([
    'mongodb://desk:sEcret@a.example:1 , b.example:2/clinic?replicaSet=rs0',
    'mongodb://desk:sEcret@a.example:1 ,b.example:2/clinic?replicaSet=rs0',
    'mongodb://desk:sEcret@a.example:1,\n  b.example:2/clinic?replicaSet=rs0',
    'mongodb://desk:sEcret@a.example:1,b.example:2/\nclinic?replicaSet=rs0\n',
    'mongodb://desk:sEcret@a.example:1,b.example:2/clinic\r\n?replicaSet=rs0',
    'mongodb://desk:sEcret@a.example:1,b.example:2/clinic?\nreplicaSet=rs0',
    'mongodb://desk:sEcret@\na.example:1,b.example:2\n/clinic?replicaSet=rs0',
    'mongodb://\ndesk:sEcret@a.example:1,b.example:2/clinic?replicaSet=\nrs0',
    '"mongodb://desk:sEcret@a.example:1,b.exa\nmple:2/clinic?replica\nSet=rs0"',
  ])('%j is one address', (text) => {
    const { kind, ...rest } = readAddress(text);
    expect(kind).toBe('taken');
    expect(rest).toEqual({
      pasted: read('mongodb://desk:sEcret@a.example:1,b.example:2/clinic?replicaSet=rs0'),
    });
  });

  // Seen red while up to the "@" behind it all was taken for a password, and a user named after the server.
  it.each([
    ['mongodb://db1.clinic.example:27017 (questions: it@clinic.example)', 'db1.clinic.example'],
    ['mongodb://db1:27017 user desk@clinic', 'db1'],
  ])('%s ends at its port', (text, host) => {
    const { fields, secrets } = read(text);
    expect(fields).toMatchObject({ hosts: [{ host, port: 27_017 }], signIn: { mechanism: 'none' } });
    expect(secrets).toEqual({});
  });

  // Seen red while only what stands behind the address was looked at.
  it('takes who signs in from in front of the address, too', () => {
    const { fields, secrets } = read('mongosh -u desk -p sEcret "mongodb://db1.example/clinic"');
    expect(fields.signIn).toMatchObject({ username: 'desk' });
    expect(secrets).toEqual({ password: 'sEcret' });
  });

  // Seen red (it did not end) while an expression went back and forth over them; the window stands still so long.
  it('is done with what is long', () => {
    const settings = Array.from({ length: 3_000 }, (_, at) => `"k${at}":"a${at}@b.example"`).join(',');
    expect(holdsSignIn(`{${settings}} x`)).toBe(false);
    expect(readAddress(`mongodb://a/${'.,;'.repeat(20_000)}x`).kind).toBe('taken');
    for (const many of [
      'tls',
      'tls ',
      'a=',
      '"a',
      "'",
      '(',
      'x: "y", ',
      'ssl_',
      String.raw`\"`.repeat(8),
      '-a "',
    ])
      expect(readAddress(`"mongodb://a/", ${many.repeat(20_000)}`).kind).toBe('taken');
    for (const many of ['a@', 'pw ', 'a:b ', 'password for ', 'user a /', 'x;a ', 'secret=', '-p "'])
      for (const head of ['', 'DB_PASS=x\n'])
        expect(unreadable(`${head}${many.repeat(100_000 / many.length)}x`).lacksScheme).toBe(true);
  }, 8_000);

  it('keeps the blanks of a password', () => {
    const { secrets, fields } = read('"mongodb://desk:s , E@a.example , b.example/clinic"');
    expect(secrets.password).toBe('s , E');
    expect(fields.hosts).toEqual([{ host: 'a.example' }, { host: 'b.example' }]);
  });

  // Seen red while nothing was said of it.
  it.each([
    [`${plain} mongodb://desk:Other@b.example/clinic`, 'another'],
    [`A="${plain}"\nB="mongodb://desk:Other@b.example/clinic"`, 'another'],
    [`${plain},mongodb+srv://desk:Other@b.example/`, 'another'],
    [`${plain}\nBest regards`, 'words'],
    [`${plain} and more`, 'words'],
    [`${plain} `, undefined],
  ] as const)('%j is read, and of what stands behind it %s is told', (text, left) => {
    const found = readAddress(text);
    expect(found).toMatchObject({ kind: 'taken', pasted: read(plain) });
    expect('left' in found ? found.left : undefined).toBe(left);
  });

  it('shows no password of a second address', () => {
    const found = unreadable('mongodb://desk:sE@cret@db.example/ mongodb://desk:Other@b.example/');
    expect(found).toMatchObject({
      shown: 'mongodb://desk:<password>@db.example/',
      heldBack: 'sE@cret',
      left: 'another',
    });
  });

  // Seen red as "mongodb:// is missing".
  it.each([
    'db1.clinic.example:27017/clinic',
    '10.0.0.5:27017',
    'a.example:1, b.example:2/clinic',
    'localhost:27017',
  ])('%s lacks its beginning alone', (text) => expect(read(text)).toEqual(read(`mongodb://${text}`)));
  it.each(['desk:2024', 'desk:2024/Winter', 'db.example', 'dr.smith:Winter'])('%s is no address', (text) =>
    expect(unreadable(text).lacksScheme).toBe(true),
  );

  // Seen red as "https:<password>".
  it('says of the address of a web page that it is one', () => {
    expect(unreadable('https://cloud.mongodb.com/v2/abc')).toEqual({
      ...{ kind: 'unreadable', shown: 'https://cloud.mongodb.com/v2/abc', heldBack: undefined },
      ...{ lacksScheme: true, isWebPage: true },
    });
    expect(unreadable('https://desk:sEcret@db.example/').shown).toBe('https://desk:<password>@db.example/');
  });

  // Seen red each while the password stood in sight.
  it.each([
    ['DB_HOST=db1\nDB_PASS=sEcret', 'DB_HOST=db1\nDB_PASS=<password>'],
    ['DB_HOST=db1\nMONGO_SECRET=sEcret', 'DB_HOST=db1\nMONGO_SECRET=<password>'],
    ['Server=db1;User=desk;Password=sEcret', 'Server=db1;User=desk;Password=<password>'],
    ['Password=sE;c,ret;Server=db1', 'Password=<password>;Server=db1'],
    ['User ID=desk,Password=sEcret', 'User ID=desk,Password=<password>'],
    ['db1, user desk, pw sEcret', 'db1, user desk, pw <password>'],
    ['Rechner db1 Passwort sEcret', 'Rechner db1 Passwort <password>'],
    ['db1 passphrase sEcret of mine', 'db1 passphrase <password>'],
    ['log in with desk / sEcret at db1.example:27017', 'log in with desk / <password> at db1.example:27017'],
    ['{ "host": "db1", "password": "sEcret" }', '{ "host": "db1", "password": <password> }'],
    ['Host: db1:27017\nDB_PASS=sEcret', 'Host: db1:27017\nDB_PASS=<password>'],
    ['Server db1, password for desk: sEcret', 'Server db1, password <password>'],
    ['User: desk\nPassword for desk: sEcret', 'User: desk\nPassword <password>'],
    ['The password of desk, on a = b, is: sEcret', 'The password <password>'],
    ['Password: <password> sEcret', 'Password: <password>'],
    ['the password is My dog: sEcret', 'the password is <password>'],
  ])('%j shows no password, and the rest', (text, shown) => {
    expect(unreadable(text).shown).toBe(shown);
    expect(unreadable(shown).shown).toBe(shown);
  });

  // Seen red as "Server:<password>".
  it('of settings in lines is hidden no more than its password', () => {
    const lines = 'Server: db1.example:27017\nUser: desk@clinic\nPassword: ';
    expect(unreadable(`${lines}sEcret`)).toMatchObject({ shown: `${lines}<password>`, heldBack: 'sEcret' });
    expect(unreadable(`${lines}s@E:cret`)).toMatchObject({ shown: `${lines}<password>` });
    const text = 'bypass x, compass=3 and a passport';
    expect(unreadable(text)).toMatchObject({ shown: text, heldBack: undefined });
  });

  it('is hidden as a sign-in, too, where another secret was named', () => {
    expect(unreadable('DB_PASS=sEcret\ndesk:sEc@ret@db1').shown).toBe(
      'DB_PASS=<password>\ndesk:<password>@db1',
    );
    expect(unreadable('DB_PASS=sEcret\nuser:sEcret@db1').shown).not.toContain('sEc');
    for (const signIn of ['desk:sEc ret@db1', 'at host:x desk:sEc;ret@db1 or desk:sEcret'])
      expect(unreadable(`DB_PASS=sEcret\n${signIn}`).shown).not.toMatch(/sE|ret/);
    expect(unreadable('Password:sE@cret').shown).toBe('Password:<password>');
  });

  it('knows whose password was taken out of it', () => {
    expect(ownerIn('mongodb://desk:<password>@A.example:1,b.example/clinic')).toBe(
      'desk@a.example:1,b.example',
    );
    expect(ownerIn('desk:<password>@a.example')).toBe('desk@a.example');
    for (const text of ['mongodb://desk:<password>', 'mongodb://desk:sEcret@a.example', ''])
      expect(ownerIn(text)).toBeUndefined();
  });

  it('is guessed in a text without its beginning only where a password is in it', () => {
    expect(holdsSignIn(' desk:sEcret@db.example\n')).toBe(true);
    for (const text of ['db.example:27017', 'rosa@clinic.example', 'a: b@c', String.raw`C:\ca@clinic.pem`])
      expect(holdsSignIn(text)).toBe(false);
  });
});
