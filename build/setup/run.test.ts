import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { launch } from './launch.mjs';
import { run } from './run.mjs';

const passphrase = 'quiet orchard in the rain';
const tells = `process.exit(process.env.CLINIC_VAULT_PASSPHRASE === '${passphrase}' ? 7 : 0)`;

beforeEach(() => vi.stubEnv('CLINIC_VAULT_PASSPHRASE', passphrase));
afterEach(() => vi.unstubAllEnvs());

// Seen red with the whole environment passed on.
test('what sets up and builds does not get the passphrase of the vault', async () => {
  expect((await run(process.execPath, ['-e', tells])).code).toBe(0);
  expect((await run(process.execPath, ['-e', tells], { env: { ...process.env, MORE: '1' } })).code).toBe(0);
});

test('Clinic Desk itself gets it', async () => {
  expect(await launch(process.execPath, ['-e', tells], new AbortController().signal)).toBe(7);
});
