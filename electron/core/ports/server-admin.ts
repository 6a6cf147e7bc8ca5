/**
 * Administration of a `mongod` on this computer, before the store itself connects to it: initiating its
 * replica set, setting the password of the application. One connection lives as long as `work` runs.
 * Rejects with `ServerAdminError`.
 */
export type AdministerServer = <Result>(
  server: ServerToAdminister,
  work: (run: RunAdminCommand) => Promise<Result>,
) => Promise<Result>;

export type ServerToAdminister = {
  /** On 127.0.0.1. */
  readonly port: number;
  /** `database` is where the user is defined. */
  readonly credentials: { readonly username: string; readonly password: string; readonly database: string };
  /** How long the server may take to answer the first time. */
  readonly patienceMs: number;
};

/**
 * Runs one command, on the `admin` database if none is named, and resolves with the server's reply, in which
 * 64-bit numbers are opaque objects: they can be sent back, or turned into text.
 */
export type RunAdminCommand = (command: AdminDocument, database?: string) => Promise<AdminDocument>;

export type AdminDocument = Readonly<Record<string, unknown>>;

/**
 * `notAuthenticated`: the server does not accept the credentials; `unreachable`: nothing that speaks MongoDB
 * answers, or it went away; `refused`: it answered a command with an error, whose number is `code`.
 */
export class ServerAdminError extends Error {
  override readonly name = 'ServerAdminError';
  constructor(
    readonly reason: 'notAuthenticated' | 'unreachable' | 'refused',
    message: string,
    readonly code: number | undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
