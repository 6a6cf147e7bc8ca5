import { z } from 'zod';
import {
  type ConnectionFields,
  emptyConnection,
  signInMechanisms,
} from '../../../shared/rules/connections/fields';
import { problemsOf } from '../../../shared/rules/connections/problems';
import { dropTyping, keepTyping, readTyping, type TextStore } from '../../kit/data';

/** A connection while it is typed: every field is text that may be wrong or empty. Holds no secret. */
const draftSchema = z.object({
  name: z.string(),
  kind: z.enum(['server', 'cloud']),
  hosts: z.array(z.object({ host: z.string(), port: z.string() })),
  srv: z.boolean(),
  replicaSet: z.string(),
  database: z.string(),
  isEncrypted: z.boolean(),
  caFile: z.string(),
  certificateFile: z.string(),
  allowsAnyCertificate: z.boolean(),
  allowsOtherName: z.boolean(),
  mechanism: z.enum(signInMechanisms.map(({ value }) => value)),
  username: z.string(),
  source: z.string(),
});
export type ConnectionDraft = z.infer<typeof draftSchema>;
export type DraftHost = ConnectionDraft['hosts'][number];

/** Messages by field: `hosts.0.port`, `tls.caFile`, `secrets.password`. */
export type FieldMessages = Readonly<Record<string, string>>;

export function draftOf({ tls, signIn, hosts, ...fields }: ConnectionFields): ConnectionDraft {
  return {
    ...{ name: fields.name, kind: fields.kind, srv: fields.srv, database: fields.database },
    hosts: hosts.map(({ host, port }) => ({ host, port: port === undefined ? '' : String(port) })),
    replicaSet: fields.replicaSet ?? '',
    isEncrypted: tls.isUsed,
    caFile: tls.caFile ?? '',
    certificateFile: tls.certificateFile ?? '',
    allowsAnyCertificate: tls.allowsAnyCertificate ?? false,
    allowsOtherName: tls.allowsOtherName ?? false,
    mechanism: signIn.mechanism,
    username: signIn.username ?? '',
    source: signIn.source ?? '',
  };
}

export const newDraft = (kind: ConnectionDraft['kind']): ConnectionDraft => draftOf(emptyConnection(kind));

const lost = {
  database: 'Database',
  replicaSet: 'Replica set',
  username: 'User name',
  caFile: 'Trusted certificate',
  certificateFile: 'Client certificate',
} as const;

/** Which fields held something that is gone when an address takes their place, by their labels. */
export function lostBy(next: ConnectionDraft, before: ConnectionDraft): string[] {
  const usual = newDraft(before.kind);
  const names = Object.keys(lost) as (keyof typeof lost)[];
  return names
    .filter((name) => ![usual[name], next[name], ''].includes(before[name].trim()))
    .map((name) => lost[name]);
}

/** True for a name that nobody typed. */
export const isSuggestedName = (name: string): boolean =>
  (['server', 'cloud'] as const).some((kind) => newDraft(kind).name === name);

const filled = (text: string): string | undefined => text.trim() || undefined;

/** As the contract takes it. Certificates and a user that the other choices make pointless are left out. */
export function fieldsOf(draft: ConnectionDraft): ConnectionFields {
  const { isEncrypted, mechanism } = draft;
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    hosts: draft.hosts.map(({ host, port }) => ({
      host: host.trim(),
      ...(port.trim() && !draft.srv && { port: Number(port) }),
    })),
    srv: draft.srv,
    replicaSet: filled(draft.replicaSet),
    database: draft.database.trim(),
    tls: {
      isUsed: isEncrypted,
      ...(isEncrypted && {
        caFile: filled(draft.caFile),
        certificateFile: filled(draft.certificateFile),
        allowsAnyCertificate: draft.allowsAnyCertificate || undefined,
        allowsOtherName: draft.allowsOtherName || undefined,
      }),
    },
    signIn: {
      mechanism,
      ...(mechanism !== 'none' && { username: filled(draft.username), source: filled(draft.source) }),
    },
  };
}

/** What is wrong at which field, before it is sent; the core checks it again. */
export function draftProblems(draft: ConnectionDraft): FieldMessages {
  const fields = fieldsOf(draft);
  const problems = problemsOf(fields).map(({ path, message }) => [path.join('.'), message] as const);
  const name =
    fields.name === '' ? 'Fill this in' : fields.name.length > 60 ? 'At most 60 letters' : undefined;
  // The first of several at one field is the one to mend first.
  return Object.fromEntries([...problems.reverse(), ...(name ? [['name', name] as const] : [])]);
}

/** `fields.hosts.0.host` of the contract is `hosts.0.host` here; what is not of the fields keeps its whole name. */
export const fieldAt = (path: readonly (string | number)[]): string =>
  (path[0] === 'fields' ? path.slice(1) : path).join('.');

/** What a server's address may be typed as: `db.example:27018`, several parted by commas. Null where nothing is to be parted. */
export function partHosts(text: string): DraftHost[] | null {
  const parts = text.split(/[,;\s]+/).filter(Boolean);
  const hosts = parts.map((part) => {
    const found = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(part);
    return found ? { host: found[1] ?? found[2] ?? '', port: found[3] ?? '' } : { host: part, port: '' };
  });
  const [first] = hosts;
  return hosts.length > 1 || (first && first.host !== text.trim()) ? hosts : null;
}

/** Another kind: its usual settings while none were typed. */
export function withKind(draft: ConnectionDraft, kind: ConnectionDraft['kind']): ConnectionDraft {
  const [before, after] = [newDraft(draft.kind), newDraft(kind)];
  if (JSON.stringify(draft) === JSON.stringify(before)) return after;
  return { ...draft, kind, name: draft.name === before.name ? after.name : draft.name };
}

const isAddressLike = (text: string) => /:\/\/|@/.test(text);

/**
 * What may be kept of a draft: an address that was typed into the wrong field may hold a password, so such a text is not
 * kept, nor is "desk:secret" on its way to "desk:secret@db.example". A user name may be an email.
 */
export function withoutSecrets(draft: ConnectionDraft): ConnectionDraft {
  const safe = (text: string) => (isAddressLike(text) ? '' : text);
  const safeWord = (text: string) => (text.includes(':') ? '' : safe(text));
  const safePath = (text: string) => (/^[a-z]:[\\/]/i.test(text) ? safe(text) : safeWord(text));
  // The addresses of IPv6 have colons too.
  const safeHost = (text: string) => (/^[0-9a-f:.]*$/i.test(text) ? text : safeWord(text));
  return {
    ...draft,
    name: /\S:\S/.test(draft.name) ? '' : safe(draft.name),
    hosts: draft.hosts.map(({ host, port }) => ({ host: safeHost(host), port: port.replaceAll(/\D/g, '') })),
    replicaSet: safeWord(draft.replicaSet),
    database: safeWord(draft.database),
    caFile: safePath(draft.caFile),
    certificateFile: safePath(draft.certificateFile),
    username: draft.username.includes(':') ? '' : draft.username,
    source: safeWord(draft.source),
  };
}

/** Keeps what was typed on this computer; never a password, which is no part of a draft. */
export const keepDraft = (store: TextStore, name: string, draft: ConnectionDraft, at: Date): boolean =>
  keepTyping(store, name, { draft: withoutSecrets(draft) }, at);

/** What was typed before, or null. */
export function readDraft(store: TextStore, name: string, now: Date): ConnectionDraft | null {
  const kept = draftSchema.safeParse(readTyping(store, name, now)?.draft);
  return kept.success ? kept.data : null;
}

export const dropDraft = dropTyping;
