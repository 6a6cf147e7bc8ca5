import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { isAlive } from '../../electron/machine/process-table';
import { newRecordId } from '../../shared/rules/record-id';
import { runDesk, startDesk } from '../support/desk-process';

const administrator = { username: 'ada', password: 'lavender kites at noon' } as const;
/** On a busy computer each start takes many seconds. */
const LIMIT_MS = 240_000;

describe('an app that is ended with SIGKILL', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'clinic-desk-killed-'));
    return () => rm(home, { recursive: true, force: true });
  });
  /** A start that is stopped when a test ends early; what is left of it is told by `stop` in the test itself. */
  const start = async () => {
    const desk = await startDesk({ home });
    onTestFinished(async () => {
      await desk.stop().catch(() => undefined);
    });
    return desk;
  };

  it(
    'takes its database along, which ends cleanly by itself, with all that was acknowledged in it',
    async () => {
      const first = await start();
      const client = await first.newCaller();
      await client.session.setUp({
        clinic: { clinicname: 'Wellness First Clinic', timeZone: 'Europe/London' },
        administrator: { ...administrator, displayName: 'Ada Okonkwo' },
      });
      const drafts: { id: string; firstname: string; lastname: string }[] = [];
      const acknowledged: string[] = [];
      let isKilled = false;
      const write = async (): Promise<void> => {
        while (!isKilled) {
          const draft = { id: newRecordId(new Date()), firstname: 'Ann', lastname: `Lee ${drafts.length}` };
          drafts.push(draft);
          const isDone = await client.patients.create(draft).then(
            () => true,
            () => false,
          );
          if (isDone) acknowledged.push(draft.id);
        }
      };
      const writers = Array.from({ length: 4 }, write);
      await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(40);
      const orphan = first.databasePid();
      process.kill(first.pid, 'SIGKILL');
      isKilled = true;
      await Promise.all([first.ended, ...writers]);
      await expect.poll(() => isAlive(orphan), { timeout: 60_000 }).toBe(false);

      const second = await start();
      expect(second.out()).not.toMatch(/left running|unclean/);
      const again = await second.newCaller();
      await again.session.signIn(administrator);
      const there = new Set<string>();
      for (let offset = 0; offset < drafts.length; offset += 200)
        for (const { id } of (await again.patients.list({ page: { offset, limit: 200 } })).rows)
          there.add(id);
      expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
      // What was on its way is asked for again, as the form does, and is there once.
      for (const draft of drafts.filter(({ id }) => !acknowledged.includes(id)))
        await again.patients.create(draft);
      expect((await again.patients.list({})).total).toBe(drafts.length);
      // Rejects when a process of the folder is left.
      expect(await second.stop()).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    'while it starts, however far it has come, is no hindrance to the next start',
    async () => {
      for (const after of [150, 600, 1_500, 3_000]) {
        const run = await runDesk({ home });
        await pause(after);
        process.kill(run.pid, 'SIGKILL');
        await run.ended;
      }
      const desk = await start();
      expect(desk.complaints()).toBe('');
      expect(await desk.stop()).toBe(0);
    },
    LIMIT_MS,
  );
});
