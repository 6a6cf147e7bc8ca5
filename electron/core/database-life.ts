import type { DatabaseState } from '../../shared/contract';
import { openPorts } from './open-ports';
import type { ClinicCopies } from './ports/clinic-copies';
import type { DatabaseSource } from './ports/database-source';
import type { FileStore } from './ports/file-store';
import type { RoomLeft } from './ports/local-database';
import type { LegacyDatabase } from './ports/legacy-database';
import type { ReadingStore } from './ports/readings';
import { type Records, Unavailable } from './ports/records';
import type { ReportSource } from './ports/report-source';
import { StartFailure } from './ports/start-failure';
import type { OpenStore, RecordChange, Store } from './ports/store';

/** Failures that nothing but a person at this program mends: they say so by a call, which opens the database. */
const waitsForPerson: ReadonlySet<string> = new Set<StartFailure['reason']>([
  'vaultLocked',
  'vaultUnreadable',
  'noSecretStore',
]);

/** Waits between tries to open the database again, in milliseconds; the last one repeats. */
const retryAfter = [500, 1_000, 2_000, 5_000, 10_000] as const;

type Dependencies = {
  readonly source: DatabaseSource;
  readonly openStore: OpenStore;
  readonly clock: () => Date;
  readonly log: (message: string, error?: unknown) => void;
  /** Told each time that the database was opened; may not fail. */
  readonly onOpened?: () => Promise<void>;
};

/** What others follow of the database: its state, every change, and gaps in what was told. */
export type DatabaseListener = {
  onState?(state: DatabaseState): void;
  onChange?(change: RecordChange): void;
  onGap?(): void;
};

/**
 * The database from opening to closing. Opens it, says where it stands, and opens it again by itself when it went away
 * or when its start failed for a reason that a person can mend meanwhile.
 */
export class DatabaseLife {
  private current: DatabaseState;
  private store: Store | null = null;
  private readonly listeners = new Set<DatabaseListener>();
  private closing = false;
  private opening: Promise<void> | null = null;
  /** One change to another database at a time. */
  private changing: Promise<void> | null = null;
  private retry: NodeJS.Timeout | null = null;
  private room: RoomLeft | undefined;
  /** Rises with each change to another database. */
  private turn = 0;

  private readonly ports = openPorts(() => this.openStore());
  /** Of whichever store is open; every call fails with `Unavailable` while none is. */
  readonly records: Records = this.ports.records;
  readonly reports: ReportSource = this.ports.reports;
  readonly files: FileStore = this.ports.files;
  readonly readings: ReadingStore = this.ports.readings;

  constructor(private readonly given: Dependencies) {
    this.current = { kind: 'opening', label: given.source.label, step: 'Opening the records' };
  }

  get state(): DatabaseState {
    return this.current;
  }

  get isLive(): boolean {
    return this.current.kind === 'live';
  }

  listen(listener: DatabaseListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Opens the database; resolves when it is live, rejects with `StartFailure` when the first try fails (it goes on trying). */
  start(): Promise<void> {
    // Its files may be worked on just now; it is opened afterwards.
    return this.changing ?? this.startNow();
  }

  private startNow(): Promise<void> {
    if (this.isLive) return Promise.resolve();
    // A planned try would open the database a second time beside this one.
    this.forgetRetry();
    // Somebody asked for it: what is being done is of more use to them than why it failed before.
    if (!this.opening && this.current.kind === 'failed')
      this.say({ kind: 'opening', label: this.given.source.label, step: 'Opening the records' });
    this.opening ??= this.openOnce(0).finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  /**
   * Closes this database, lets `choose` name another one or copy its files, and opens that. `say` tells everybody how far
   * the copy is. Resolves when it is live; rejects with `StartFailure` when the first try fails (it goes on trying, until another
   * one is chosen).
   */
  async changeTo(choose: (say: (step: string) => void) => Promise<void>): Promise<void> {
    const before = this.changing;
    const change = () => this.changeNow(choose);
    const mine = before ? before.then(change, change) : change();
    this.changing = mine;
    try {
      await mine;
    } finally {
      if (this.changing === mine) this.changing = null;
    }
  }

  private async changeNow(choose: (say: (step: string) => void) => Promise<void>): Promise<void> {
    // What is being opened now is no longer wanted, however it ends.
    this.turn += 1;
    this.forgetRetry();
    const old = this.store;
    this.store = null;
    this.say({ kind: 'opening', label: this.given.source.label, step: 'Closing the records' });
    await old?.close().catch((error: unknown) => this.given.log('Closing the old connection failed', error));
    await choose((step) =>
      this.say({ kind: 'opening', label: this.given.source.label, step, isBeingCopied: true }),
    );
    await this.opening?.catch(() => undefined);
    this.forgetRetry();
    this.say({ kind: 'opening', label: this.given.source.label, step: 'Opening the records' });
    await this.startNow();
  }

  async close(): Promise<void> {
    this.closing = true;
    this.forgetRetry();
    // Breaks off an opening, which may take minutes (a download), and waits only for its end.
    if (this.opening) await this.given.source.close();
    await this.opening?.catch(() => undefined);
    try {
      await this.store?.close();
    } finally {
      this.store = null;
      await this.given.source.close();
    }
  }

  /** Copies of the open database; throws `Unavailable` while none is open. */
  copies(): ClinicCopies {
    return this.openStore().copies;
  }

  /** The open database below its entities; throws `Unavailable` while none is open. */
  legacy(): LegacyDatabase {
    return this.openStore().legacy;
  }

  /** Of the open database (`Store.identity`); undefined while none is open. */
  get identity(): string | undefined {
    return this.isLive ? this.store?.identity : undefined;
  }

  private openStore(): Store {
    if (!this.store || this.current.kind !== 'live') throw new Unavailable('The database is not open');
    return this.store;
  }

  private async openOnce(attempt: number): Promise<void> {
    const { source, openStore } = this.given;
    const { label } = source;
    const { turn } = this;
    const isFirst = this.current.kind === 'opening';
    const onProgress = (step: string) => {
      if (isFirst) this.say({ kind: 'opening', label, step });
    };
    try {
      const address = await source.open(onProgress);
      address.onUnexpectedEnd?.(() => void this.reopen('The database ended by itself'));
      const store = await openStore(address.uri, onProgress);
      if (this.closing || turn !== this.turn) {
        await store.close();
        return;
      }
      this.follow(store);
      this.say(this.liveState(store));
      this.tellGap();
      await this.given.onOpened?.();
    } catch (error) {
      const failure = error instanceof StartFailure ? error : unknownFailure(error);
      this.given.log('The database could not be opened', error);
      if (!this.closing && turn === this.turn) {
        const { reason, message, remedy } = failure;
        this.say({ kind: 'failed', label, reason, message, remedy });
        if (!waitsForPerson.has(reason)) this.tryLater(attempt);
      }
      throw failure;
    }
  }

  private follow(store: Store): void {
    this.store = store;
    store.onChange((event) => {
      if (this.store !== store) return;
      for (const listener of this.listeners) {
        if (event.type === 'gap') listener.onGap?.();
        else listener.onChange?.(event.change);
      }
    });
    store.copies.onSaving(() => {
      if (this.store === store && this.isLive) this.say(this.liveState(store));
    });
    store.onReplaced(() => {
      void this.replace(store);
    });
    store.onReachable((reachable) => {
      if (this.closing || this.store !== store) return;
      const { label } = this.given.source;
      if (reachable) this.say(this.liveState(store));
      else if (this.current.kind !== 'away') this.say({ kind: 'away', label, since: this.given.clock() });
    });
  }

  /** Little room on its disk, or enough again; part of the state from now on. */
  setRoom(room: RoomLeft | undefined): void {
    this.room = room;
    if (this.store && this.isLive) this.say(this.liveState(this.store));
  }

  private liveState({ copies: { saving }, standsAlone }: Store): DatabaseState {
    return {
      kind: 'live',
      label: this.given.source.label,
      ...(saving.kind === 'open' ? {} : { saving }),
      ...(this.room && { room: this.room }),
      ...(standsAlone && { standsAlone }),
    };
  }

  /** Opens anew a store whose server has other abilities than before; one that is being opened is waited for first. */
  private async replace(store: Store): Promise<void> {
    await this.opening?.catch(() => undefined);
    if (this.store === store) await this.reopen('The server has other abilities than before');
  }

  /** Starts again what is of no use any more: the server that we manage ended, or is another one than before. */
  private async reopen(reason: string): Promise<void> {
    if (this.closing || this.opening) return;
    this.given.log(reason);
    const { label } = this.given.source;
    if (this.current.kind !== 'away') this.say({ kind: 'away', label, since: this.given.clock() });
    const old = this.store;
    this.store = null;
    // At the same time: a connection to a server that has gone takes its time to close.
    const closed = old
      ?.close()
      .catch((error: unknown) => this.given.log('Closing the old connection failed', error));
    await this.start().catch(() => undefined);
    await closed;
  }

  private forgetRetry(): void {
    if (this.retry) clearTimeout(this.retry);
    this.retry = null;
  }

  private tryLater(attempt: number): void {
    const wait = retryAfter[Math.min(attempt, retryAfter.length - 1)];
    this.retry = setTimeout(() => {
      this.opening ??= this.openOnce(attempt + 1).finally(() => {
        this.opening = null;
      });
      // The failure is already said and logged; the next try is already planned.
      this.opening.catch(() => undefined);
    }, wait);
  }

  private tellGap(): void {
    for (const listener of this.listeners) listener.onGap?.();
  }

  private say(state: DatabaseState): void {
    this.current = state;
    for (const listener of this.listeners) listener.onState?.(state);
  }
}

function unknownFailure(error: unknown): StartFailure {
  return new StartFailure(
    'unknown',
    'Clinic Desk could not open its records.',
    'Start it again. If it happens again, the log file in the data folder says more.',
    { cause: error },
  );
}
