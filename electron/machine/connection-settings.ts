import { randomUUID } from 'node:crypto';
import type { ConnectionFields, ConnectionSecrets } from '../../shared/rules/connections/fields';
import {
  type ConnectionBook,
  type GivenSecrets,
  type SavedConnection,
  thisComputerId,
} from '../core/ports/connection-book';
import type { DatabaseAddress } from '../core/ports/database-source';
import type { SecretStore } from '../core/ports/secret-store';
import { StartFailure } from '../core/ports/start-failure';
import { connectionUri } from './connection-uri';
import type { KeptConnection } from './kept-connections';
import type { SettingsFile } from './settings-file';

type Parts = {
  /** Once the data folder is ours; before that nothing is known. */
  readonly settings: () => SettingsFile;
  readonly secrets: () => Promise<SecretStore>;
  /** Set when the address was given at the start and stands above every choice. */
  readonly given: string | undefined;
  /** Called when another connection is chosen than before. */
  readonly onLeave: () => Promise<void>;
};

const secretNames = ['password', 'keyPassphrase'] as const satisfies readonly (keyof ConnectionSecrets)[];

/** Connections in the settings file of this computer, their secrets in its store of secrets. */
export class ConnectionSettings implements ConnectionBook {
  #chosen: string | undefined;

  constructor(private readonly parts: Parts) {}

  /** The one to open: chosen in this run, or opened last. */
  get chosen(): string {
    const { connection, connections = [] } = this.parts.settings().current;
    const id = this.#chosen ?? connection ?? thisComputerId;
    return connections.some((each) => each.id === id) ? id : thisComputerId;
  }

  /** What people call the chosen one. */
  get label(): string {
    if (this.parts.given) return 'Clinic server';
    return this.#kept(this.chosen)?.fields.name ?? 'This computer';
  }

  async list(): ReturnType<ConnectionBook['list']> {
    const { settings, given } = this.parts;
    if (given)
      return {
        connections: [{ ...plain, id: 'given', kind: 'given', name: 'Clinic server' }],
        open: 'given',
        isFixed:
          'The address of the database was given at the start (CLINIC_MONGODB_URI); start without it to choose here.',
      };
    const { connections = [], thisComputerOpened } = settings().current;
    const here: SavedConnection = {
      ...plain,
      id: thisComputerId,
      kind: 'thisComputer',
      name: 'This computer',
      ...(thisComputerOpened && { lastOpened: new Date(thisComputerOpened) }),
    };
    return { connections: [here, ...connections.map(savedOf)], open: this.chosen };
  }

  async save({
    id,
    fields,
    secrets,
    acceptedRisks,
  }: Parameters<ConnectionBook['save']>[0]): Promise<SavedConnection | null> {
    const before = id === undefined ? undefined : this.#kept(id);
    if (id !== undefined && !before) return null;
    const kept: KeptConnection = {
      id: before?.id ?? randomUUID(),
      fields: copyOf(fields),
      hasPassword: isKept(secrets?.password, before?.hasPassword),
      hasKeyPassphrase: isKept(secrets?.keyPassphrase, before?.hasKeyPassphrase),
      // What was confirmed once stays on record as it was, with who did so first.
      acceptedRisks: acceptedRisks.map((accepted) => {
        const { risk, by, at } = accepted;
        return before?.acceptedRisks.find((each) => each.risk === risk) ?? { risk, by, at: at.toISOString() };
      }),
      ...(before?.lastOpened && { lastOpened: before.lastOpened }),
    };
    // Secrets first: a connection that says it has a password must have one.
    await this.#writeSecrets(kept.id, secrets);
    const others = (this.parts.settings().current.connections ?? []).filter((each) => each.id !== kept.id);
    const place = before
      ? (this.parts.settings().current.connections ?? []).findIndex((each) => each.id === kept.id)
      : others.length;
    await this.parts.settings().update({ connections: others.toSpliced(place, 0, kept) });
    return savedOf(kept);
  }

  async forget(id: string): Promise<void> {
    const { connections = [] } = this.parts.settings().current;
    await this.parts.settings().update({ connections: connections.filter((each) => each.id !== id) });
    await this.#writeSecrets(id, { password: null, keyPassphrase: null });
  }

  async addressOf({
    id,
    fields,
    secrets,
  }: Parameters<ConnectionBook['addressOf']>[0]): Promise<DatabaseAddress> {
    const kept = id === undefined ? undefined : this.#kept(id);
    const [password, keyPassphrase] = await Promise.all(
      secretNames.map(async (name) => {
        const given = secrets?.[name];
        if (given !== undefined) return given ?? undefined;
        const has = name === 'password' ? kept?.hasPassword : kept?.hasKeyPassphrase;
        return has && kept ? this.#readSecret(kept.id, name) : undefined;
      }),
    );
    return { uri: connectionUri(fields, { password, keyPassphrase }) };
  }

  async savedAddress(id: string): Promise<DatabaseAddress | null> {
    const kept = this.#kept(id);
    return kept ? this.addressOf({ id, fields: kept.fields }) : null;
  }

  async choose(id: string): Promise<void> {
    if (id === this.chosen) return;
    this.#chosen = id;
    await this.parts.onLeave();
  }

  async keepChosen(at: Date): Promise<void> {
    if (this.parts.given) return;
    const id = this.chosen;
    const opened = at.toISOString();
    const { connections = [] } = this.parts.settings().current;
    await this.parts.settings().update(
      id === thisComputerId
        ? { connection: id, thisComputerOpened: opened }
        : {
            connection: id,
            connections: connections.map((each) => (each.id === id ? { ...each, lastOpened: opened } : each)),
          },
    );
  }

  #kept(id: string): KeptConnection | undefined {
    return this.parts.settings().current.connections?.find((each) => each.id === id);
  }

  #secretName(id: string, name: (typeof secretNames)[number]): string {
    return `connection/${this.parts.settings().current.folderId}/${id}/${name}`;
  }

  async #writeSecrets(id: string, secrets: GivenSecrets | undefined): Promise<void> {
    for (const name of secretNames) {
      const given = secrets?.[name];
      if (given === undefined) continue;
      const place = this.#secretName(id, name);
      await asked(async () => {
        const store = await this.parts.secrets();
        await (given === null || given === '' ? store.remove(place) : store.write(place, given));
      });
    }
  }

  async #readSecret(id: string, name: (typeof secretNames)[number]): Promise<string> {
    const secret = await asked(async () => (await this.parts.secrets()).read(this.#secretName(id, name)));
    if (secret === null) throw secretGone(name);
    return secret;
  }
}

const plain = { hasPassword: false, hasKeyPassphrase: false, acceptedRisks: [] };

const isKept = (given: string | null | undefined, before = false) =>
  given === undefined ? before : given !== null && given !== '';

/** Without what is undefined: JSON has no such thing. */
const copyOf = (fields: ConnectionFields): KeptConnection['fields'] => JSON.parse(JSON.stringify(fields));

function savedOf({ fields, acceptedRisks, lastOpened, ...kept }: KeptConnection): SavedConnection {
  return {
    ...kept,
    kind: fields.kind,
    name: fields.name,
    fields,
    acceptedRisks: acceptedRisks.map((each) => ({ ...each, at: new Date(each.at) })),
    ...(lastOpened && { lastOpened: new Date(lastOpened) }),
  };
}

async function asked<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(
      'secretUnavailable',
      'The keychain of this computer does not answer.',
      'Unlock the keychain of this computer and try again.',
      { cause: error },
    );
  }
}

const secretGone = (name: (typeof secretNames)[number]) =>
  new StartFailure(
    'passwordMissing',
    name === 'password'
      ? 'The password of this connection is no longer in the keychain of this computer.'
      : 'The passphrase of the certificate is no longer in the keychain of this computer.',
    'Type it again and save the connection.',
    { path: [name] },
  );
