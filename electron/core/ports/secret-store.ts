/**
 * Where secrets live on this computer: the operating system's keychain, or what stands in for it.
 * Names are ours (for example `managed-mongod/<folder id>`); values are text and never logged.
 */
export interface SecretStore {
  /** What kind of store this is, in words for the connection details ("the keychain of this computer"). */
  readonly description: string;
  /** The secret, or null when there is none under this name. Rejects with the store's own error when it cannot be asked. */
  read(name: string): Promise<string | null>;
  write(name: string, secret: string): Promise<void>;
  /** Removing what is not there is not an error. */
  remove(name: string): Promise<void>;
}
