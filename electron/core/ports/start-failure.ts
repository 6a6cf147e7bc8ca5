/** Why the database could not be started; each has one plain sentence and one remedy. */
export type StartFailureReason =
  | 'binaryMissing'
  | 'binaryUnusable'
  | 'portTaken'
  | 'folderNotWritable'
  | 'diskFull'
  | 'folderInUse'
  | 'dataUnusable'
  | 'secretUnavailable'
  | 'serverRefused'
  | 'unknown';

/** A start that failed in a way a person can mend. `message` says what happened, `remedy` what to do; no jargon, no secret. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  constructor(
    readonly reason: StartFailureReason,
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
