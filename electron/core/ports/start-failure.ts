/** Why the database could not be started; each has one plain sentence and one remedy. */
export type StartFailureReason =
  | 'binaryMissing'
  | 'binaryUnusable'
  | 'portTaken'
  | 'folderNotWritable'
  | 'folderMissing'
  | 'diskFull'
  | 'folderInUse'
  | 'dataUnusable'
  | SecretFailureReason
  | 'serverRefused'
  | 'standsAlone'
  | 'notEmpty'
  | ConnectionFailureReason
  | CopyFailureReason
  | 'unknown';

/** Why a copy to another database cannot be made, or cannot be opened. */
export type CopyFailureReason =
  | 'copyUnfinished'
  | 'copyTargetTaken'
  | 'copyElsewhere'
  | 'copyUnderWay'
  | 'copyNotExact'
  | 'copyNotPossible'
  | 'copyDisturbed'
  | 'clinicMoved';

/**
 * Why a secret cannot be had. `noSecretStore`: there is neither keychain nor vault; `secretUnavailable`: the store fails for a
 * reason that it does not tell.
 */
export const secretFailureReasons = [
  'keychainLocked',
  'vaultLocked',
  'vaultUnreadable',
  'noSecretStore',
  'secretUnavailable',
] as const;
export type SecretFailureReason = (typeof secretFailureReasons)[number];

/** Why a server elsewhere could not be opened. */
export type ConnectionFailureReason =
  | 'nameNotFound'
  | 'lookUpFailed'
  | 'connectionRefused'
  | 'noAnswer'
  | 'notMongoDb'
  | 'certificateExpired'
  | 'certificateOfOtherName'
  | 'certificateSelfSigned'
  | 'certificateOfUnknownAuthority'
  | 'certificateWanted'
  | 'encryptionWanted'
  | 'encryptionNotSpoken'
  | 'fileUnreadable'
  | 'wrongPassword'
  | 'passwordMissing'
  | 'noPermission'
  | 'serverTooOld'
  | 'notWritable'
  | 'wrongReplicaSet'
  | 'cancelled';

/** A copy that is not finished is no clinic: what is missing in it nobody would notice. `from`: what it is a copy of. */
export const unfinishedCopy = (from: string): StartFailure =>
  new StartFailure(
    'copyUnfinished',
    `This database is an unfinished copy of "${from}".`,
    'Open the database that is being copied and go on with the copy there, or remove the copy.',
  );

/** A start that failed in a way a person can mend. `message` says what happened, `remedy` what to do; no jargon, no secret. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  readonly path: readonly (string | number)[] | undefined;
  readonly setName: string | undefined;
  constructor(
    readonly reason: StartFailureReason,
    message: string,
    readonly remedy: string,
    options: ErrorOptions & {
      /** The field of the connection that it is about. */
      readonly path?: readonly (string | number)[] | undefined;
      /** What the replica set is called instead; empty: there is none. */
      readonly setName?: string | undefined;
    } = {},
  ) {
    super(message, options);
    this.path = options.path;
    this.setName = options.setName;
  }

  /** The same in other words, or about another field. */
  with(more: {
    readonly message?: string;
    readonly path?: readonly (string | number)[] | undefined;
  }): StartFailure {
    const { message = this.message, path = this.path } = more;
    const { reason, remedy, cause, setName } = this;
    return new StartFailure(reason, message, remedy, { cause, path, setName });
  }
}
