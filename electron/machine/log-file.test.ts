import { readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Log } from './log';
import { openLogFile } from './log-file';
import { temporaryFolder } from './testing/temporary-folder';

async function written(work: (log: Log) => void) {
  const file = openLogFile(await temporaryFolder());
  work(file.log);
  file.close();
  const text = readFileSync(file.path, 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  return { text, lines };
}

const URI = 'mongodb://clinic-desk:sesame@127.0.0.1:27117/clinic?authSource=admin';

describe('the log of this computer', () => {
  it('has one line for each event, with its time, its level and its words', async () => {
    const { lines } = await written((log) => {
      log.info({ port: 27_117 }, 'The database is ready');
      log.error({ err: new Error('It ended') }, 'The database ended');
    });
    expect(lines).toMatchObject([
      {
        level: 'info',
        port: 27_117,
        msg: 'The database is ready',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
      { level: 'error', err: { message: 'It ended', stack: expect.stringContaining('log-file.test') } },
    ]);
  });

  // Seen red, one by one, without the line of scrubText or scrubDetails that each needs.
  it.each([
    ['a password in the details', (log) => log.info({ user: { password: 'sesame' } }, 'x')],
    ['a password deep in the details', (log) => log.info({ a: [{ b: { newPassword: 'sesame' } }] }, 'x')],
    ['a connection string in the details', (log) => log.info({ address: URI }, 'x')],
    ['a connection string in the words', (log) => log.info({}, `Connecting to ${URI}`)],
    ['a connection string in an error', (log) => log.error({ err: new Error(`cannot reach ${URI}`) }, 'x')],
    [
      'a connection string in the cause of an error',
      (log) => log.error({ err: new Error('x', { cause: new Error(URI) }) }, 'x'),
    ],
    [
      'a password that nobody encoded',
      (log) => log.info({}, 'At mongodb://desk:a/b@sesame@db.example/clinic now'),
    ],
    [
      'the passphrase of a key in a connection string',
      (log) =>
        log.info({}, 'At mongodb://db.example/clinic?tls=true&tlsCertificateKeyFilePassword=sesame&x=1'),
    ],
    ['a launch token in a link', (log) => log.info({}, 'Ready: http://127.0.0.1:4711/?token=sesame#/today')],
    ['a token in the details', (log) => log.info({ launchToken: 'sesame' }, 'x')],
    ['a token that a message quotes', (log) => log.info({}, 'Refused: Authorization: Bearer sesame')],
    [
      'a value that mongoose does not know',
      (log) => log.error({ err: new Error('`sesame` is not a valid enum value for path `sex`.') }, 'x'),
    ],
    [
      'a cookie',
      (log) => log.info({ headers: { cookie: 'session=sesame', authorization: 'Bearer sesame' } }, 'x'),
    ],
    [
      'a value of a document in MongoDB’s message',
      (log) =>
        log.error(
          {
            err: new Error(
              'E11000 duplicate key error collection: clinic.users index: email_1 dup key: { email: "sesame" }',
            ),
          },
          'x',
        ),
    ],
    [
      'a document that the driver hangs on its error',
      (log) =>
        log.error(
          {
            err: Object.assign(new Error('E11000'), {
              keyValue: { email: 'sesame' },
              errorResponse: { x: 'sesame' },
            }),
          },
          'x',
        ),
    ],
    [
      'a value in mongoose’s message',
      (log) =>
        log.error(
          { err: new Error('Cast to Number failed for value "sesame" (type string) at path "zip"') },
          'x',
        ),
    ],
  ] satisfies [string, (log: Log) => void][])('never holds %s', async (_, work) => {
    const { text, lines } = await written(work);
    expect(lines).toHaveLength(1);
    expect(text).not.toContain('sesame');
  });

  it('still says what kind of error it was', async () => {
    const refused = Object.assign(new Error('E11000 duplicate key error dup key: { a: 1 }'), {
      code: 11_000,
      codeName: 'DuplicateKey',
    });
    const { lines } = await written((log) => log.error({ err: refused }, 'x'));
    expect(lines[0]).toMatchObject({
      err: {
        type: 'Error',
        code: 11_000,
        codeName: 'DuplicateKey',
        message: expect.stringContaining('E11000'),
      },
    });
  });

  it('is put aside when it has grown large, and the oldest is dropped', async () => {
    const folder = await temporaryFolder();
    const file = openLogFile(folder, { limit: 2_000, keep: 2 });
    for (let step = 0; step < 100; step += 1)
      file.log.info({ step }, 'A line of some length, so that it fills up');
    file.close();
    expect(readdirSync(folder).sort()).toEqual(['clinic-desk.1.log', 'clinic-desk.2.log', 'clinic-desk.log']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(2_300);
    expect(readFileSync(join(folder, 'clinic-desk.1.log'), 'utf8')).not.toBe('');
  });

  // Seen red with a file that is not opened again once that failed.
  it('goes on in its folder once that is back, also when it had to be put aside meanwhile', async () => {
    const folder = await temporaryFolder();
    const file = openLogFile(folder, { limit: 2_000, keep: 2 });
    renameSync(folder, `${folder}-away`);
    for (let step = 0; step < 40; step += 1)
      file.log.info({ step }, 'A line of some length, so that it fills up');
    renameSync(`${folder}-away`, folder);
    file.log.info({}, 'it is back');
    file.close();
    const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts.join('')).toContain('it is back');
  });

  it('goes on where the last start ended, for its user alone', async () => {
    const folder = await temporaryFolder();
    for (const words of ['first', 'second']) {
      const file = openLogFile(folder);
      file.log.info({}, words);
      file.close();
      file.log.info({}, 'nobody writes to a closed log');
    }
    const path = join(folder, 'clinic-desk.log');
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(2);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});
