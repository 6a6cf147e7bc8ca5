import { describe, expect, it } from 'vitest';
import { type ConnectionFields, emptyConnection } from '../../shared/rules/connections/fields';
import { takeApart } from '../../shared/rules/connections/pasted';
import { connectionUri } from './connection-uri';

const fields: ConnectionFields = {
  ...emptyConnection('server'),
  hosts: [{ host: 'a.example', port: 27_018 }, { host: '::1' }],
  replicaSet: 'rs0',
  tls: { isUsed: true, caFile: '/etc/our ca.pem' },
  signIn: { mechanism: 'SCRAM-SHA-256', username: 'front desk', source: 'people' },
};

describe('the address of a connection', () => {
  it('says the same as its fields when it is taken apart again', () => {
    const secrets = { password: 'p@ss:/?#[]%&=+ ü' };
    const again = takeApart(connectionUri(fields, secrets));
    expect(again).toMatchObject({ fields, secrets, problems: [] });
  });

  it('knows where users are known when nobody says', () => {
    const sourceOf = (signIn: ConnectionFields['signIn']) =>
      new URL(connectionUri({ ...fields, hosts: [{ host: 'a' }], signIn }, {})).searchParams.get(
        'authSource',
      );
    expect(sourceOf({ mechanism: 'SCRAM-SHA-256', username: 'd' })).toBe('admin');
    expect(sourceOf({ mechanism: 'PLAIN', username: 'd' })).toBe('$external');
    expect(sourceOf({ mechanism: 'MONGODB-X509' })).toBe('$external');
    expect(sourceOf({ mechanism: 'none' })).toBeNull();
  });

  it('names no file, and no weaker trust, where nothing is encrypted', () => {
    const open = connectionUri(
      { ...fields, tls: { isUsed: false, caFile: '/ca.pem', allowsAnyCertificate: true } },
      { keyPassphrase: 'x' },
    );
    expect(open).not.toMatch(/ca\.pem|Invalid|Password/);
    expect(open).toContain('tls=false');
  });
});
