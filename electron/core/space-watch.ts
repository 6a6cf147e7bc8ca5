import type { LocalDatabase, RoomLeft } from './ports/local-database';

/** A disk fills in hours, and a minute before it is full still helps. */
const LOOK_EVERY_MS = 60_000;

type Given = {
  readonly local: Pick<LocalDatabase, 'room'>;
  /** Whether the database of this computer is the one that is open. */
  readonly isOpen: () => boolean;
  /** Told when it changes how much room is left; `undefined`: enough, or the records are elsewhere. */
  readonly onChange: (room: RoomLeft | undefined) => void;
  readonly log: (message: string, error?: unknown) => void;
  readonly everyMs?: number;
};

/** Looks at the disk of the local database while it is open, as a full one ends all saving. */
export class SpaceWatch {
  #timer: NodeJS.Timeout | null = null;
  #told: RoomLeft['space'] = 'enough';
  #hasFailed = false;

  constructor(private readonly given: Given) {}

  start(): void {
    this.#timer ??= setInterval(() => void this.look(), this.given.everyMs ?? LOOK_EVERY_MS).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Looks now; may not fail. */
  async look(): Promise<void> {
    const { local, isOpen, onChange, log } = this.given;
    try {
      const room = isOpen() ? await local.room() : undefined;
      const space = room?.space ?? 'enough';
      this.#hasFailed = false;
      if (space === this.#told) return;
      this.#told = space;
      if (space !== 'enough')
        log(`Little room is left on the disk of the database: ${room?.freeBytes} bytes`);
      onChange(space === 'enough' ? undefined : room);
    } catch (error) {
      if (!this.#hasFailed) log('How much room is left could not be told', error);
      this.#hasFailed = true;
    }
  }
}
