import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheGigabytes, mongodArguments } from './mongod-arguments';
import { clinicComputer, connected, silently } from './testing/clinic-computer';

const GB = 2 ** 30;
const places = { database: '/d', keyFile: '/k', logFile: '/l', port: 27_117 };

describe('the command line of the managed database', () => {
  it('leaves most of the memory to the other programs', () => {
    expect([1, 4, 8, 64].map((memory) => cacheGigabytes(memory * GB))).toEqual([0.25, 0.5, 1, 1]);
    expect(mongodArguments(places, 'linux', 4 * GB).join(' ')).toContain('--wiredTigerCacheSizeGB 0.50');
  });

  it('opens no socket in a folder of all users, where the system has such a thing', () => {
    expect(mongodArguments(places, 'linux')).toContain('--nounixsocket');
    expect(mongodArguments(places, 'win32')).not.toContain('--nounixsocket');
  });

  it('is heard on this computer only', () => {
    expect(mongodArguments(places).join(' ')).toContain('--bind_ip 127.0.0.1');
  });

  // Seen red without `--slowms`.
  it('keeps what was searched for out of the server’s log, however slow the search was', async () => {
    const computer = await clinicComputer();
    const { uri } = await computer.mongod().open(silently);
    await connected(uri, async (client) => {
      const patients = client.db().collection('patients');
      // The server counts up to `work` for each document: more and more of them, until that takes this
      // computer longer than what the server would log by itself.
      let took = 0;
      for (let documents = 4; took < 150; documents *= 2) {
        await patients.insertMany(Array.from({ length: documents }, () => ({ work: 1_000_000 })));
        const counted = { $gte: [{ $size: { $range: [0, '$work'] } }, 0] };
        const started = performance.now();
        await patients.find({ lastname: { $ne: 'Sesamova' }, $expr: counted }).toArray();
        took = performance.now() - started;
      }
    });
    const path = join(computer.folders.logs, 'mongod.log');
    expect(await readFile(path, 'utf8')).not.toContain('Sesamova');
    expect((await stat(path)).mode & 0o077).toBe(0);
  });
});
