import { describe, expect, it } from 'vitest';
import { readAddress } from './address-in-text';
import { holdsCommand } from './mongosh-command';

const read = (text: string) => {
  const found = readAddress(text);
  if (found.kind === 'unreadable') throw new Error(`Unreadable: ${found.shown}`);
  return { ...found.pasted, left: found.left };
};
const secret = 'QQpasswordQQ';

describe('a command without an address', () => {
  const whole = `mongosh --host rs0/db1.example:27017,db2.example:27017 --username desk --password ${secret} clinic`;

  // Seen red: it was no address, and its password stayed in clear in the field.
  it.each([
    whole,
    whole.replace('mongosh ', ''),
    whole.replaceAll('--', '–'),
    whole.replaceAll(' --', ' \\\n  --').replace(secret, `'${secret}'`),
    `docker exec -it db1 mongosh -u desk -p${secret} -h "rs0/db1.example:27017, db2.example:27017" clinic`,
    `mongosh clinic --host=rs0/db1.example,db2.example --port=27017 -u "desk" --password="${secret}"`,
    `C:\\mongosh.exe --host rs0/db1.example:27017, db2.example:27017 -u desk -p ${secret} clinic`,
  ])('%s is taken apart', (text) => {
    expect(holdsCommand(text)).toBe(true);
    expect(read(text)).toEqual(
      read(`mongodb://desk:${secret}@db1.example:27017,db2.example:27017/clinic?replicaSet=rs0`),
    );
  });

  it('says how it is encrypted and who signs in where, as its address would', () => {
    const text = `mongosh db1.example:27018/clinic --tls --tlsCAFile "C:\\my files\\ca.pem" --tlsCertificateKeyFile /etc/k.pem -u 'a b' -p 's@fe "x' --authenticationDatabase people --authenticationMechanism SCRAM-SHA-1`;
    expect(read(text)).toMatchObject({
      ...{ secrets: { password: 's@fe "x' }, leftOut: [], problems: [], left: undefined },
      fields: {
        ...{ hosts: [{ host: 'db1.example', port: 27_018 }], database: 'clinic' },
        tls: { isUsed: true, caFile: 'C:\\my files\\ca.pem', certificateFile: '/etc/k.pem' },
        signIn: { mechanism: 'SCRAM-SHA-1', username: 'a b', source: 'people' },
      },
    });
    expect(read('mongosh --host ::1 --port 27018 -u desk').fields.hosts).toEqual([
      { host: '::1', port: 27_018 },
    ]);
    expect(read(`db1.example:27018/clinic --username desk --password ${secret}`)).toMatchObject({
      ...{ secrets: { password: secret }, fields: { hosts: [{ host: 'db1.example', port: 27_018 }] } },
    });
  });

  it('is this computer’s where it names no server, and may leave its password out', () => {
    const { fields, secrets } = read('mongosh -u desk -p');
    expect(fields).toMatchObject({ hosts: [{ host: 'localhost' }], signIn: { username: 'desk' } });
    expect(secrets).toEqual({});
  });

  // Seen red with its password in sight.
  it.each([
    [`please use --password ${secret} and the like`, 'please use --password <password> and the like'],
    [`connect with -p "${secret} x" and so on`, 'connect with -p <password> and so on'],
    [
      `DB_USER=desk DB_PASSWORD="${secret} x" DB_NAME=clinic`,
      'DB_USER=desk DB_PASSWORD=<password> DB_NAME=clinic',
    ],
    [`Host: db1, Password: ${secret}`, 'Host: db1, Password: <password>'],
    // Seen red with the rest of it in sight.
    [`Server db1, the password is ${secret} of two words`, 'Server db1, the password is <password>'],
    [`MONGO_PASSWORD=${secret} of two words\nMONGO_HOST=db1`, 'MONGO_PASSWORD=<password>\nMONGO_HOST=db1'],
    [`password: ${secret} and two more --tls`, 'password: <password> --tls'],
    [`docker run -p${secret} db`, 'docker run -p<password> db'],
    [
      `open db with --password=${secret} --tlsCertificateKeyFilePassword ${secret}`,
      'open db with --password=<password> --tlsCertificateKeyFilePassword <passphrase>',
    ],
  ])('%s that cannot be taken apart shows no password', (text, shown) => {
    const found = readAddress(text);
    expect(found).toMatchObject({ kind: 'unreadable', shown, lacksScheme: true });
    expect('heldBack' in found && found.heldBack).toContain(secret);
  });

  it('is not guessed in words without options', () => {
    for (const text of [
      'mongo is what we use',
      'mongosh',
      'db1.example',
      '- first: one',
      'rosa@clinic.example',
    ])
      expect(holdsCommand(text)).toBe(false);
  });

  // Seen red (it took seconds) while the servers were joined one by one.
  it('is read at once where it is long', () => {
    const began = performance.now();
    for (const many of ['--a b ', '-p ', '-p " ', `'" `, '--password ', '(b ', 'password is ', 'a = '])
      readAddress(`mongosh --host db1 ${many.repeat(20_000)}`);
    expect(read(`mongosh --host ${'a, '.repeat(150_000)}b -u desk`).fields.hosts).toHaveLength(150_001);
    expect(performance.now() - began).toBeLessThan(5_000);
  }, 30_000);
});

describe('an address within a command', () => {
  // Seen red: without the word mongosh the options were dropped without a word.
  it('has its options before it, too', () => {
    expect(
      read(`--tls --username desk --password ${secret} mongodb://db1.example:27018/clinic`),
    ).toMatchObject({
      ...{ secrets: { password: secret }, leftOut: [], problems: [] },
      fields: { tls: { isUsed: true }, signIn: { username: 'desk' } },
    });
    expect(read('mongosh --host mongodb+srv://c.ab1cd.mongodb.net -u desk').fields.signIn.username).toBe(
      'desk',
    );
  });

  it('has its password behind it', () => {
    for (const user of ['desk', 'desk:<db_password>'])
      expect(read(`mongodump --uri="mongodb://${user}@db1/clinic" --password=${secret}`)).toMatchObject({
        ...{ secrets: { password: secret }, placeholder: undefined, problems: [] },
        fields: { signIn: { username: 'desk' } },
      });
    expect(read(`mongosh "mongodb://db1/" -u desk -p ${secret} --db people`).fields.database).toBe('people');
  });

  // Seen red: all of them were dropped without a word.
  it('is not weaker or stronger than its command says', () => {
    const { fields, leftOut, problems } = read(
      'mongosh "mongodb://desk:x@db1/clinic" --apiVersion 1 --tlsAllowInvalidHostnames --sslAllowInvalidCertificates --tlsCertificateKeyFile /etc/k.pem --quiet',
    );
    expect(fields.tls).toEqual({
      ...{ isUsed: true, certificateFile: '/etc/k.pem' },
      ...{ allowsOtherName: true, allowsAnyCertificate: true },
    });
    expect([leftOut, problems]).toEqual([['--apiVersion', '--quiet'], []]);
  });

  it.each([
    ['mongosh "mongodb://a:b@h/c" -u other -p x', ['--username', '--password']],
    ['mongosh mongodb://h/c --password x', ['--password']],
    ['mongosh mongodb://a:b@h/c --host db1 --port 5 --db other', ['--host', '--port', '--db']],
    ['mongosh mongodb://a:b@h/c --awsSecretAccessKey x --foo', ['--awsSecretAccessKey', '--foo']],
    ['mongosh mongodb://a:b@h/c -u a -p b', []],
  ])('%s names what is not taken over', (text, names) => {
    const { problems, fields } = read(text);
    expect(problems.map(({ message }) => /"(.*?)"/.exec(message)?.[1])).toEqual(names);
    expect(fields).toMatchObject({ hosts: [{ host: 'h' }], database: 'c' });
  });
});
