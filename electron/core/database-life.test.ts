import { describe, expect, it, vi } from 'vitest';
import { DatabaseLife } from './database-life';
import type { ClinicCopies } from './ports/clinic-copies';
import type { FileStore } from './ports/file-store';
import type { LegacyDatabase } from './ports/legacy-database';
import type { ReadingStore } from './ports/readings';
import type { Records } from './ports/records';
import type { ReportSource } from './ports/report-source';
import { StartFailure } from './ports/start-failure';
import type { Store } from './ports/store';

const refused = () => new StartFailure('serverRefused', 'The database server does not answer.', 'Try again.');

/** A database that opens or fails as told; counts the connections that are open. */
function stubbornDatabase() {
  const state = {
    fails: true,
    failure: refused(),
    open: 0,
    opened: 0,
    waits: undefined as Promise<void> | undefined,
    end: () => undefined as void,
  };
  const store = (): Store => {
    state.open += 1;
    state.opened += 1;
    return {
      standsAlone: false,
      // Nothing is read or written here.
      records: {} as Records,
      reports: {} as ReportSource,
      readings: {} as ReadingStore,
      legacy: {} as LegacyDatabase,
      copies: {
        saving: { kind: 'open' },
        onSaving: () => () => undefined,
      } as Partial<ClinicCopies> as ClinicCopies,
      files: {} as FileStore,
      onChange: () => () => undefined,
      onReachable: () => () => undefined,
      onReplaced: () => () => undefined,
      close: async () => {
        state.open -= 1;
      },
    };
  };
  const life = new DatabaseLife({
    source: {
      label: 'This computer',
      open: async () => ({
        uri: 'mongodb://127.0.0.1:1',
        onUnexpectedEnd: (listener) => {
          state.end = () => listener(new Error('It ended'));
        },
      }),
      close: async () => undefined,
    },
    openStore: async () => {
      await state.waits;
      if (state.fails) throw state.failure;
      return store();
    },
    clock: () => new Date(),
    log: () => undefined,
  });
  return { life, state };
}

describe('the life of a database', () => {
  it('says why it does not open, tries again by itself, and is live when it can be', async () => {
    vi.useFakeTimers();
    const { life, state } = stubbornDatabase();
    await expect(life.start()).rejects.toBeInstanceOf(StartFailure);
    expect(life.state).toMatchObject({ kind: 'failed', message: 'The database server does not answer.' });
    state.fails = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(life.isLive).toBe(true);
    await life.close();
    expect(state.open).toBe(0);
    vi.useRealTimers();
  });

  // Seen red without `waitsForPerson`: a locked vault was asked, and the log written, every ten seconds.
  it('waits for a person where nothing else helps, and says what it does once they have done it', async () => {
    vi.useFakeTimers();
    const { life, state } = stubbornDatabase();
    state.failure = new StartFailure('vaultLocked', 'The vault is locked.', 'Type its passphrase.');
    await expect(life.start()).rejects.toMatchObject({ reason: 'vaultLocked' });
    expect(life.state).toMatchObject({ kind: 'failed', reason: 'vaultLocked' });
    state.fails = false;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(state.opened).toBe(0);

    const opening = life.start();
    expect(life.state.kind).toBe('opening');
    await opening;
    expect(life.isLive).toBe(true);
    await life.close();
    vi.useRealTimers();
  });

  // Seen red without a look at the state: a server of the clinic's own opens faster than the page, and was opened again.
  it('opens nothing when it is started again while it is live', async () => {
    const { life, state } = stubbornDatabase();
    state.fails = false;
    await life.start();
    await life.start();
    expect(state.open).toBe(1);
    await life.close();
    expect(state.open).toBe(0);
  });

  // Seen red while a planned try stayed planned: the second connection was never closed and told every change twice.
  it('opens one connection when the server ends between a failed try and the next', async () => {
    vi.useFakeTimers();
    const { life, state } = stubbornDatabase();
    await expect(life.start()).rejects.toBeInstanceOf(StartFailure);
    state.fails = false;
    state.end();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(life.isLive).toBe(true);
    expect(state.open).toBe(1);
    await life.close();
    expect(state.open).toBe(0);
    vi.useRealTimers();
  });

  // Seen red without `turn`: the slow one became the open database after another had been chosen.
  it('keeps the database that was chosen last, also when the one before opens late', async () => {
    const { life, state } = stubbornDatabase();
    state.fails = false;
    let open = () => {};
    state.waits = new Promise((resolve) => {
      open = resolve;
    });
    const first = life.start();
    const second = life.changeTo(async () => {
      state.waits = undefined;
      open();
    });
    await Promise.all([first, second]);
    expect(life.isLive).toBe(true);
    expect(state.opened).toBe(2);
    expect(state.open).toBe(1);
    await life.close();
    expect(state.open).toBe(0);
  });

  // Seen red without `changing`: whoever asked for it opened the database whose files were being copied.
  it('is opened by nobody while its files are worked on, and two such works never overlap', async () => {
    const { life, state } = stubbornDatabase();
    state.fails = false;
    await life.start();
    let atWork = 0;
    const seen: number[] = [];
    const work = async () => {
      atWork += 1;
      await Promise.race([life.start(), new Promise((resolve) => setTimeout(resolve, 20))]);
      seen.push(atWork, state.open);
      atWork -= 1;
    };
    await Promise.all([life.changeTo(work), life.changeTo(work)]);
    expect(seen).toEqual([1, 0, 1, 0]);
    expect(life.isLive).toBe(true);
    expect(state.open).toBe(1);
    await life.close();
  });
});
