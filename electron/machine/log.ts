/** What this room writes to the log: details first, then one plain sentence. Satisfied by a pino logger. */
export interface Log {
  info(details: object, sentence: string): void;
  warn(details: object, sentence: string): void;
  error(details: object, sentence: string): void;
}
