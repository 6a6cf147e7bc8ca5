import { describe, expect, it } from 'vitest';
import { takeApart } from './pasted';

const read = (query: string, before = 'mongodb://desk:x@db1.example/clinic') => {
  const found = takeApart(`${before}?${query}`);
  if (!found) throw new Error('It could not be read');
  return { ...found, messages: found.problems.map(({ message }) => message) };
};

describe('the options of an address', () => {
  // Seen red: the last one counted, and encryption was off without a word.
  it.each([
    'tls=true&ssl=false',
    'ssl=false&tls=true',
    'TLS=false&tls=true',
    'tls=false&tlsCAFile=/etc/ca.pem',
    'tls=false&tlsAllowInvalidCertificates=true',
  ])('%s contradict each other: it stays encrypted, and that is said', (query) => {
    const { fields, messages } = read(query);
    expect(fields.tls.isUsed).toBe(true);
    expect(messages).toEqual([expect.stringMatching(/^It says both that the connection is encrypted/)]);
  });

  it.each(['replicaSet=a&replicaSet=b', 'authSource=a&authsource=b', 'tlsCAFile=/a&tlsCAFile=/b'])(
    '%s contradict each other, and that is said',
    (query) =>
      expect(read(query).messages).toEqual([expect.stringMatching(/is given twice, with different/)]),
  );

  it('may be given twice as the same, and those that are left out in any way', () => {
    const { messages, leftOut } = read('ssl=true&tls=true&replicaSet=a&replicaSet=a&w=1&w=2');
    expect([messages, leftOut]).toEqual([[], ['w']]);
  });

  it('that are about certificates encrypt the connection', () => {
    expect(read('tlsCertificateKeyFile=/etc/k.pem')).toMatchObject({
      ...{ messages: [], fields: { tls: { isUsed: true, certificateFile: '/etc/k.pem' } } },
    });
  });

  it('that say where the user is known ask for the user', () => {
    expect(read('authSource=admin', 'mongodb://db1.example/').fields.signIn).toEqual({
      ...{ mechanism: 'SCRAM-SHA-256', source: 'admin' },
    });
  });

  // Seen red: each was dropped, or taken, without a word.
  it.each([
    ['mongodb+srv://desk:x@clinic.ab1cd.mongodb.net:27017/', /mongodb\+srv:\/\/ has no port/],
    ['mongodb://desk:x@db1.example:99999/', /^A port is a number from 1 to 65535$/],
    ['mongodb://desk:x@db1.example:0/', /^A port is a number from 1 to 65535$/],
  ])('beside a port that cannot be one: %s says so', (address, message) => {
    expect(read('', address).messages).toEqual([expect.stringMatching(message)]);
  });
});
