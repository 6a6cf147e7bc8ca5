import { describe, expect, it } from 'vitest';
import { readAddress } from './address-in-text';

const read = (text: string) => {
  const found = readAddress(text);
  if (found.kind === 'unreadable') throw new Error(`Unreadable: ${found.shown}`);
  return found.pasted;
};

describe('an address in a program', () => {
  // Seen red while all of it was dropped without a word: what was encrypted there was not here.
  it('takes over what its program says beside it', () => {
    const python = readAddress(
      `MongoClient(\n  "mongodb://db.example/clinic",\n  username="desk", password='s (fe)',\n  tls=True, tlsCAFile="/etc/ca.pem", w=1)`,
    );
    expect(python).toMatchObject({
      kind: 'taken',
      pasted: {
        fields: { tls: { isUsed: true, caFile: '/etc/ca.pem' }, signIn: { username: 'desk' } },
        ...{ secrets: { password: 's (fe)' }, leftOut: ['w'], problems: [] },
      },
    });
    expect(python).not.toHaveProperty('left');
    const { fields, secrets } = read(
      "connect('mongodb://db.example', { ssl: true, replicaSet: 'rs0', user: 'desk', pass: 'sE' })",
    );
    expect(fields).toMatchObject({ tls: { isUsed: true }, replicaSet: 'rs0', signIn: { username: 'desk' } });
    expect(secrets).toEqual({ password: 'sE' });
    expect(read('MongoClient("mongodb://db.example/?tls=false", tls=True)')).toMatchObject({
      ...{ fields: { tls: { isUsed: true } }, problems: [{ path: ['address'] }] },
    });
  });

  it.each([
    'MongoClient("mongodb://db.example/clinic", tls=USE_TLS)',
    'MongoClient("mongodb://db.example/clinic", tlsCAFile=certifi.where())',
    'MongoClient("mongodb://db.example/clinic", ssl_cert_reqs=ssl.CERT_NONE)',
    'connect("mongodb://db.example", { dbName: "people" })',
    'MongoClient("mongodb://db.example/clinic", password=secret)',
    'MongoClient(tls=True, host="mongodb://db.example/clinic")',
    'MongoClient("mongodb://db.example/clinic")\nother(tls=True)',
    'MONGO="mongodb://db.example/clinic"\nMONGO_TLS=true',
    // Seen red each while only settings with "=" or ":" counted.
    'options.Client().ApplyURI("mongodb://db.example/clinic").SetTLSConfig(c)',
    'options.Client().ApplyURI("mongodb://db.example/clinic").SetAuth(options.Credential{})',
    'new ConnectionString("mongodb://db.example/clinic")).applyToSslSettings(b -> b.enabled(true))',
    'new ConnectionString("mongodb://db.example/clinic")).credential(known)',
    'options.put("user", "desk"); connect("mongodb://db.example/clinic")',
    'connect("mongodb://db.example/clinic", withCertificate(own))',
    'connect("mongodb://db.example/clinic", ["tls", true])',
    'Take <mongodb://db.example/clinic> with the user desk',
    // Seen red each while a part of a value was taken for all of it.
    'MongoClient("mongodb://db.example/clinic", ssl=False if DEV else True)',
    'MongoClient("mongodb://db.example/clinic", password="a" + "b")',
    'MONGO_TLS=true\nMONGO=mongodb://db.example/clinic',
  ])('%j says that something beside it was left out', (text) => {
    const found = readAddress(text);
    expect(found).toMatchObject({ kind: 'taken', left: 'words' });
    expect(found).toMatchObject({ pasted: { fields: { tls: { isUsed: false } } } });
  });

  it.each([
    '{ "uri": "mongodb://db.example/clinic", "PORT": 3000, "name": "x", "author": "desk" }',
    'MONGO_USER_DB="mongodb://db.example/clinic"\nPORT=3000',
    'const db = connect("mongodb://db.example/clinic");\nawait db.collection("users").find()',
  ])('leaves what is of the program alone without a word: %s', (text) =>
    expect(readAddress(text)).toEqual(readAddress('mongodb://db.example/clinic')),
  );
  // Seen red with the sign-in of another server taken for that of the clinic.
  it('takes no setting of something else in the same call', () => {
    const found = readAddress(
      'connect("mongodb://db.example/clinic", { redis: { user: "r", password: "s", tls: true }, w: 1 })',
    );
    const plain = read('mongodb://db.example/clinic');
    expect(found).toMatchObject({ left: 'words', pasted: { fields: plain.fields, secrets: {} } });
    // Seen red without an end of the call.
    const { fields } = read('f(connect("mongodb://db.example/clinic", { w: 1 }), { user: "other" })');
    expect(fields).toEqual(plain.fields);
  });

  it('leaves what it has read of a program or of a command without a word', () => {
    for (const text of [
      "connect('mongodb://db.example', { auth: { username: 'desk', password: 'sE' }, tls: true })",
      'mongosh --tls --tlsCAFile /etc/ssl/ca.pem "mongodb://db.example" -u dbuser -p "the user"',
    ])
      expect(readAddress(text)).not.toHaveProperty('left');
  });
});
