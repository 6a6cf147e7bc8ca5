import type { SecretStore } from '../../core/ports/secret-store';

/** A keychain that can be emptied, or made to fail, as a test needs it. */
export class MemorySecretStore implements SecretStore {
  readonly description: string;
  readonly entries = new Map<string, string>();
  failure: Error | null = null;

  constructor(description = 'a keychain in memory') {
    this.description = description;
  }

  async read(name: string): Promise<string | null> {
    if (this.failure) throw this.failure;
    return this.entries.get(name) ?? null;
  }

  async write(name: string, secret: string): Promise<void> {
    if (this.failure) throw this.failure;
    this.entries.set(name, secret);
  }

  async remove(name: string): Promise<void> {
    if (this.failure) throw this.failure;
    this.entries.delete(name);
  }
}
