import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLogFile } from './log-file';
import { openPatientLog } from './patient-log';
import { temporaryFolder } from './testing/temporary-folder';

describe('the log of a data folder that is renamed', () => {
  // Seen red while each line made the folder anew: the renamed one could not be put back.
  it('goes on in its file, and makes no new folder in its place', async () => {
    const home = join(await temporaryFolder(), 'home');
    const { log, close } = openPatientLog(join(home, 'logs'));
    log.info({}, 'Before');
    renameSync(home, `${home} (old)`);
    log.info({}, 'After');
    close();
    expect(existsSync(home)).toBe(false);
    const text = readFileSync(join(`${home} (old)`, 'logs', 'clinic-desk.log'), 'utf8');
    expect(text).toMatch(/Before[^]*After/);
  });

  // Seen red as a failure of whoever wrote the line.
  it('loses lines rather than fail when its file is full then', async () => {
    const home = join(await temporaryFolder(), 'home');
    const { log, close } = openPatientLog(home);
    log.info({}, 'Before');
    close();
    const small = openLogFile(home, { limit: 200, keep: 1 });
    renameSync(home, `${home} (old)`);
    for (let line = 0; line < 5; line += 1) small.log.info({}, 'A line that is longer than nothing');
    small.close();
    expect(existsSync(home)).toBe(false);
  });
});
