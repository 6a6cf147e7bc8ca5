import type { AnyRouter } from '@orpc/server';
import type { DatabaseState } from '../../shared/contract';

/** How a second start reaches the first one. */
export type Control = { readonly port: number; readonly secret: string };

export type WindowPlace = {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly width: number;
  readonly height: number;
  readonly maximised: boolean;
};

/** What is kept from start to start. */
export type KeptSettings = {
  readonly current: { readonly webPort?: number | undefined; readonly window?: WindowPlace | undefined };
  update(change: { webPort?: number; window?: WindowPlace }): Promise<void>;
};

/** One sign-in of the demo clinic. */
export type DemoSignIn = { readonly username: string; readonly password: string; readonly role: string };

type Say = (sentence: string) => void;

/** What the entry files need of a wired Clinic Desk; `compose` makes one, tests stand one in. */
export type Desk = {
  readonly core: {
    readonly router: AnyRouter;
    readonly database: {
      readonly state: DatabaseState;
      listen(listener: { onState?(state: DatabaseState): void }): () => void;
      /** Rejects with `StartFailure` when the first try fails; it goes on trying. */
      start(): Promise<void>;
    };
  };
  readonly computer: {
    claim(): Promise<{ kind: 'ours' } | { kind: 'taken'; control: Control | null }>;
    announce(control: Control): Promise<void>;
    readonly settings: KeptSettings | null;
  };
  /** Fills an empty database; rejects with a `Refusal` when it is not empty. */
  readonly demo: { fill(onProgress: Say): Promise<readonly DemoSignIn[]> };
  /** Loads a dump into an empty database and adopts it; rejects with a `Refusal` in words. */
  readonly legacyImport: { load(path: string, onProgress: Say): Promise<unknown> };
  readonly home: string;
  readonly log: {
    info(details: object, sentence: string): void;
    warn(details: object, sentence: string): void;
    error(details: object, sentence: string): void;
  };
  /** Also breaks off a start; resolves when no process of ours is left. */
  close(): Promise<void>;
};

/** Where a start tells what it does: `say` on stdout, `complain` on stderr. */
export type Terminal = { say(line: string): void; complain(line: string): void };
