/** A place that a `mongod` can be fetched from. */
export type MongodSource = {
  /** Completes "Fetching MongoDB from …". */
  readonly name: string;
  isFor(platform: NodeJS.Platform, arch: string): boolean;
  /** Brings a checked `mongod` into `folder` and resolves with its path. */
  fetch(order: FetchOrder): Promise<string>;
};

export type FetchOrder = {
  readonly folder: string;
  readonly onProgress: (sentence: string) => void;
  readonly signal: AbortSignal;
};

/** A source needs a program that is not on this computer; the message says how to install it. */
export class ToolMissing extends Error {
  constructor(tool: string, command: string) {
    super(`${tool} is not installed (on Debian and Ubuntu: ${command})`);
  }
}
