import { connect, createServer, type Socket } from 'node:net';

/**
 * A way to a server that can be made bad: everything to its port is passed on to the server's, as on a network between.
 * Only for servers that are spoken to without TLS.
 */
export type BadLink = {
  readonly port: number;
  /** Each piece arrives so many milliseconds later, in both directions. */
  delay(ms: number): void;
  /** So many bytes a second and direction, for each connection. */
  throttle(bytesPerSecond: number): void;
  /**
   * Passes nothing on any more and closes nothing, as a router that forgot its connections: those that are open, and new
   * ones as well. With `onlyIdleFor`, only those on which nobody said anything for so many milliseconds.
   */
  stall(options?: { onlyIdleFor?: number }): void;
  /** Breaks every connection, and new ones, until `mend`. */
  cut(): void;
  /**
   * Lets the next message with this word through to the server, and breaks everything, until `mend`, when a part of its
   * answer is on the way: the server has done what it was asked, and nobody is told. Resolves then.
   */
  cutAnswerTo(word: string): Promise<void>;
  /** New connections are good ones; what was stalled stays as it is, for ever. */
  mend(): void;
  close(): Promise<void>;
};

type Line = {
  readonly near: Socket;
  readonly far: Socket;
  saidAt: number;
  isStalled: boolean;
  /** Its next answer is cut. */
  isDoomed: boolean;
};

/** Bytes of an answer that still arrive: less than the header of a message of MongoDB. */
const PART = 12;

export async function startBadLink(to: number): Promise<BadLink> {
  const lines = new Set<Line>();
  let [delayMs, bytesPerSecond] = [0, Number.POSITIVE_INFINITY];
  let state: 'good' | 'stalled' | 'cut' = 'good';
  let doom: { readonly word: string; readonly done: () => void } | undefined;

  const cut = () => {
    state = 'cut';
    for (const { near, far } of lines) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  };

  /** Passes on what one side says, in order, as slowly as it is to be. */
  const pass = (line: Line, from: Socket, into: Socket) => {
    let freeAt = 0;
    from.on('data', (bytes: Buffer) => {
      if (line.isStalled) return;
      line.saidAt = performance.now();
      if (from === line.near && doom && bytes.includes(doom.word)) line.isDoomed = true;
      else if (from === line.far && line.isDoomed) {
        into.write(bytes.subarray(0, PART), () => {
          cut();
          doom?.done();
          doom = undefined;
        });
        return;
      }
      if (delayMs === 0 && bytesPerSecond === Number.POSITIVE_INFINITY && freeAt <= performance.now()) {
        into.write(bytes);
        return;
      }
      freeAt = Math.max(freeAt, performance.now()) + (bytes.length / bytesPerSecond) * 1_000;
      setTimeout(
        () => (line.isStalled || into.destroyed ? undefined : into.write(bytes)),
        freeAt - performance.now() + delayMs,
      ).unref();
    });
    from.on('close', () => {
      lines.delete(line);
      // A stalled line tells neither side that the other has gone.
      if (!line.isStalled) into.destroy();
    });
    from.on('error', () => undefined);
  };

  const server = createServer((near) => {
    if (state === 'cut') {
      near.on('error', () => undefined);
      near.resetAndDestroy();
      return;
    }
    const far = connect(to, '127.0.0.1');
    const line: Line = {
      ...{ near, far, saidAt: performance.now() },
      ...{ isStalled: state === 'stalled', isDoomed: false },
    };
    lines.add(line);
    pass(line, near, far);
    pass(line, far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The link has no port');
  return {
    port: address.port,
    delay(ms) {
      delayMs = ms;
    },
    throttle(bytes) {
      bytesPerSecond = bytes;
    },
    stall({ onlyIdleFor } = {}) {
      if (onlyIdleFor === undefined) state = 'stalled';
      const before = performance.now() - (onlyIdleFor ?? Number.NEGATIVE_INFINITY);
      for (const line of lines) if (line.saidAt <= before) line.isStalled = true;
    },
    cut,
    cutAnswerTo: (word) =>
      new Promise((resolve) => {
        doom = { word, done: resolve };
      }),
    mend() {
      state = 'good';
      [delayMs, bytesPerSecond] = [0, Number.POSITIVE_INFINITY];
    },
    close: () =>
      new Promise((resolve) => {
        for (const { near, far } of lines) {
          near.destroy();
          far.destroy();
        }
        server.close(() => resolve());
      }),
  };
}
