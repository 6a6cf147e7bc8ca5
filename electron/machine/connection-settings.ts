import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  type ConnectionFields,
  type ConnectionSecrets,
  thisComputerName,
} from '../../shared/rules/connections/fields';
import { isSameDatabase, isSamePlace } from '../../shared/rules/connections/same-place';
import {
  type AcceptedRisk,
  type ConnectionBook,
  type CopyHistory,
  type DraftConnection,
  type GivenSecrets,
  type SavedConnection,
  thisComputerId,
} from '../core/ports/connection-book';
import type { DatabaseAddress } from '../core/ports/database-source';
import type { SecretStore } from '../core/ports/secret-store';
import { StartFailure } from '../core/ports/start-failure';
import { askSecrets } from './secrets/ask-secrets';
import { connectionUri } from './connection-uri';
import { copiesIn, type KeptConnection, keptCopiesOf } from './kept-connections';
import type { Settings, SettingsChange, SettingsFile } from './settings-file';

type Parts = {
  /** Once the data folder is ours; null before that, when nothing is known. */
  readonly settings: () => SettingsFile | null;
  readonly secrets: () => Promise<SecretStore>;
  /** Set when the address was given at the start and stands above every choice. */
  readonly given: string | undefined;
  /** Called when another connection is chosen than before. */
  readonly onLeave: () => Promise<void>;
};

type NewlySaved = DraftConnection & { readonly acceptedRisks: readonly AcceptedRisk[] };

const secretNames = ['password', 'keyPassphrase'] as const satisfies readonly (keyof ConnectionSecrets)[];

/** Connections in the settings file of this computer, their secrets in its store of secrets. */
export class ConnectionSettings implements ConnectionBook {
  #chosen: string | undefined;
  #isOpenAsSaved = false;

  constructor(private readonly parts: Parts) {}

  /** Chosen in this run, or opened last. */
  get chosen(): string {
    if (this.parts.given) return 'given';
    const id = this.#chosen ?? this.#current.connection ?? thisComputerId;
    return this.#kept(id) ? id : thisComputerId;
  }

  get isOpenAsSaved(): boolean {
    return this.#isOpenAsSaved;
  }

  /** What people call the chosen one. */
  get label(): string {
    if (this.parts.given) return 'Clinic server';
    return this.#kept(this.chosen)?.fields.name ?? thisComputerName;
  }

  async list(): ReturnType<ConnectionBook['list']> {
    if (this.parts.given)
      return {
        connections: [{ ...plain, id: 'given', kind: 'given', name: 'Clinic server' }],
        open: this.chosen,
        isFixed:
          'The address of the database was given at the start (CLINIC_MONGODB_URI); start without it to choose here.',
      };
    const settings = this.parts.settings();
    const { connections = [], thisComputerOpened } = settings?.current ?? {};
    const here: SavedConnection = {
      ...plain,
      id: thisComputerId,
      kind: 'thisComputer',
      name: thisComputerName,
      ...(thisComputerOpened && { lastOpened: new Date(thisComputerOpened) }),
      ...copiesIn(this.#copiesOfThisComputer),
    };
    return {
      connections: [here, ...connections.map(savedOf)],
      open: this.chosen,
      // Nothing can be kept before the data folder is ours.
      ...(!settings && { isFixed: `${notOpenYet().message} ${notOpenYet().remedy}` }),
    };
  }

  async save(draft: NewlySaved): Promise<SavedConnection | null> {
    const { id = randomUUID(), fields, secrets, acceptedRisks } = draft;
    if (draft.id !== undefined && !this.#kept(id)) return null;
    const before = this.#kept(id);
    // What was given for one server is never sent to another.
    const isMoved = before !== undefined && !isSamePlace(before.fields, fields);
    const given = isMoved
      ? { password: secrets?.password ?? null, keyPassphrase: secrets?.keyPassphrase ?? null }
      : secrets;
    // Secrets first: a connection that says it has a password must have one.
    await this.#writeSecrets(id, given);
    const rowOf = (now: KeptConnection | undefined): KeptConnection => ({
      id,
      fields: copyOf(fields),
      hasPassword: isKept(given?.password, now?.hasPassword),
      hasKeyPassphrase: isKept(given?.keyPassphrase, now?.hasKeyPassphrase),
      acceptedRisks: acceptedRisks.map(({ risk, by, at }) => ({ risk, by, at: at.toISOString() })),
      ...(now?.lastOpened && { lastOpened: now.lastOpened }),
      ...(now &&
        isSameDatabase(now.fields, fields) && { copiedTo: now.copiedTo, returnedFrom: now.returnedFrom }),
    });
    // Made of what stands there by now: where it was copied to, or when it was opened, may have been kept meanwhile.
    await this.#update(({ connections = [] }) => ({
      connections: before
        ? connections.map((each) => (each.id === id ? rowOf(each) : each))
        : [...connections, rowOf(undefined)],
    }));
    const saved = this.#kept(id);
    if (!saved) throw new Error('A connection that was just saved is not there');
    if (id === this.chosen) this.#isOpenAsSaved = false;
    return savedOf(saved);
  }

  async forget(id: string): Promise<void> {
    await this.#update(({ connections = [] }) => ({
      connections: connections.filter((each) => each.id !== id),
    }));
    await this.#writeSecrets(id, { password: null, keyPassphrase: null });
  }

  async addressOf({ id, fields, secrets }: DraftConnection): Promise<DatabaseAddress> {
    const kept = id === undefined ? undefined : this.#kept(id);
    const secretOf = async (name: keyof ConnectionSecrets): Promise<string | undefined> => {
      const given = secrets?.[name];
      if (given !== undefined) return given ?? undefined;
      const isKept = name === 'password' ? kept?.hasPassword : kept?.hasKeyPassphrase;
      if (!kept || !isKept) return undefined;
      // What was given for one server is never sent to another.
      if (!isSamePlace(kept.fields, fields)) throw secretForAnother(name);
      return this.#readSecret(kept.id, name);
    };
    const [password, keyPassphrase] = await Promise.all(secretNames.map(secretOf));
    return { uri: connectionUri(fields, { password, keyPassphrase }) };
  }

  async savedAddress(id: string): Promise<DatabaseAddress | null> {
    const kept = this.#kept(id);
    return kept ? this.addressOf({ id, fields: kept.fields }) : null;
  }

  async choose(id: string): Promise<void> {
    if (id === this.chosen) return;
    this.#chosen = id;
    this.#isOpenAsSaved = false;
    await this.parts.onLeave();
  }

  async keepChosen(at: Date): Promise<void> {
    if (this.parts.given) return;
    this.#isOpenAsSaved = true;
    const id = this.chosen;
    const opened = at.toISOString();
    await this.#update(({ connections = [] }) =>
      id === thisComputerId
        ? { connection: id, thisComputerOpened: opened }
        : {
            connection: id,
            connections: connections.map((each) => (each.id === id ? { ...each, lastOpened: opened } : each)),
          },
    );
  }

  async keepCopies(id: string, history: CopyHistory): Promise<void> {
    if (this.parts.given) return;
    const { copiedTo, returnedFrom }: Pick<KeptConnection, 'copiedTo' | 'returnedFrom'> =
      id === thisComputerId ? this.#copiesOfThisComputer : (this.#kept(id) ?? {});
    const now = keptCopiesOf(history);
    if (isDeepStrictEqual({ copiedTo, returnedFrom }, now)) return;
    await this.#update(({ connections = [] }) =>
      id === thisComputerId
        ? { thisComputerCopiedTo: now.copiedTo, thisComputerReturnedFrom: now.returnedFrom }
        : { connections: connections.map((each) => (each.id === id ? { ...each, ...now } : each)) },
    );
  }

  get #copiesOfThisComputer(): Pick<KeptConnection, 'copiedTo' | 'returnedFrom'> {
    const { thisComputerCopiedTo, thisComputerReturnedFrom } = this.#current;
    return { copiedTo: thisComputerCopiedTo, returnedFrom: thisComputerReturnedFrom };
  }

  get #current(): Partial<Settings> {
    return this.parts.settings()?.current ?? {};
  }

  async #update(change: (current: Settings) => SettingsChange): Promise<void> {
    const settings = this.parts.settings();
    if (!settings) throw notOpenYet();
    await settings.update(change);
  }

  #kept(id: string): KeptConnection | undefined {
    return this.#current.connections?.find((each) => each.id === id);
  }

  #secretName(id: string, name: (typeof secretNames)[number]): string {
    return `connection/${this.#current.folderId}/${id}/${name}`;
  }

  async #writeSecrets(id: string, secrets: GivenSecrets | undefined): Promise<void> {
    for (const name of secretNames) {
      const given = secrets?.[name];
      if (given === undefined) continue;
      const place = this.#secretName(id, name);
      await askSecrets(this.parts.secrets, (store) =>
        given === null || given === '' ? store.remove(place) : store.write(place, given),
      );
    }
  }

  async #readSecret(id: string, name: (typeof secretNames)[number]): Promise<string> {
    return askSecrets(this.parts.secrets, async (store) => {
      const secret = await store.read(this.#secretName(id, name));
      if (secret === null) throw secretGone(name, store);
      return secret;
    });
  }
}

const plain = { hasPassword: false, hasKeyPassphrase: false, acceptedRisks: [] };

const isKept = (given: string | null | undefined, before = false) =>
  given === undefined ? before : given !== null && given !== '';

/** Without what is undefined: JSON has no such thing. */
const copyOf = (fields: ConnectionFields): KeptConnection['fields'] => JSON.parse(JSON.stringify(fields));

function savedOf(connection: KeptConnection): SavedConnection {
  const { fields, acceptedRisks, lastOpened, copiedTo, returnedFrom, ...kept } = connection;
  return {
    ...kept,
    kind: fields.kind,
    name: fields.name,
    fields,
    acceptedRisks: acceptedRisks.map((each) => ({ ...each, at: new Date(each.at) })),
    ...(lastOpened && { lastOpened: new Date(lastOpened) }),
    ...copiesIn({ copiedTo, returnedFrom }),
  };
}

const secretGone = (name: (typeof secretNames)[number], { description }: SecretStore) =>
  new StartFailure(
    'passwordMissing',
    name === 'password'
      ? `The password of this connection is not in ${description}.`
      : `The passphrase of the certificate is not in ${description}.`,
    'If it was kept in a keychain that is locked or not there now, open that and start Clinic Desk again. Otherwise type it again and save the connection.',
    { path: [name] },
  );

const secretForAnother = (name: keyof ConnectionSecrets) =>
  new StartFailure(
    'passwordMissing',
    name === 'password'
      ? 'The password that is kept was given for another server or user.'
      : 'The passphrase that is kept was given for another server or certificate.',
    'Type it again, so that it goes where you want it to go.',
    { path: [name] },
  );

const notOpenYet = () =>
  new StartFailure(
    'folderInUse',
    'The settings of this computer are not open.',
    'Close the other window of Clinic Desk, or make the data folder writable, and try again.',
  );
