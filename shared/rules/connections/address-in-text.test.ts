import { describe, expect, it } from 'vitest';
import { holdsAddress, holdsSignIn, readAddress } from './address-in-text';

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
    `mongosh "${plain}" --apiVersion 1 --quiet`,
    `mongosh ${plain} --eval "db.runCommand({ ping: 1 })"`,
    plain.replace('://', ':/'),
    plain.replace('://', '//'),
    plain.replace('://', ':///'),
    plain.replace('mongodb', 'MongoDB'),
  ])('%s is read as the plain address is', (text) => {
    expect(holdsAddress(text)).toBe(true);
    expect(read(text)).toEqual(read(plain));
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
    ['db.example:27017', 'db.example:27017'],
  ])('%s is none, and shows no password', (text, shown) => {
    expect(holdsAddress(text)).toBe(false);
    expect(unreadable(text)).toMatchObject({ shown, lacksScheme: true });
  });

  it('is guessed in a text without its beginning only where a password is in it', () => {
    expect(holdsSignIn(' desk:sEcret@db.example\n')).toBe(true);
    for (const text of ['db.example:27017', 'rosa@clinic.example', 'a: b@c', String.raw`C:\ca@clinic.pem`])
      expect(holdsSignIn(text)).toBe(false);
  });
});
