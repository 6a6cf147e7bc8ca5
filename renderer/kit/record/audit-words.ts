import { type AuditEntry, entities, type EntityTable } from '../../../shared/entities';
import { sentence } from '../table/record-title';

const table: EntityTable = entities;

/** What was done, and what was tried when it was refused. */
const verbs: Readonly<Record<string, readonly [done: string, tried: string]>> = {
  create: ['made', 'make'],
  update: ['changed', 'change'],
  remove: ['removed', 'remove'],
  restore: ['brought back', 'bring back'],
  read: ['opened', 'open'],
  get: ['opened', 'open'],
  list: ['listed', 'list'],
  import: ['brought in', 'bring in'],
};

/** Doings that are about no one record. */
const doings: Readonly<Record<string, readonly [done: string, tried: string]>> = {
  signIn: ['signed in', 'sign in'],
  signOut: ['signed out', 'sign out'],
  signUp: ['asked for an account', 'ask for an account'],
  setUp: ['set up the clinic', 'set up the clinic'],
  changePassword: ['changed their own password', 'change their own password'],
  approve: ['let someone in', 'let someone in'],
  setRoles: ['changed roles', 'change roles'],
  disable: ['let someone in or shut them out', 'let someone in or shut them out'],
  adopt: ['adopted the existing database', 'adopt the existing database'],
  inspect: ['looked into the existing database', 'look into the existing database'],
};

/** Doings with many records at once. */
const plural = new Set(['list', 'import']);

/** Actions as a filter offers them. */
export const auditActions = [
  { value: 'create', label: 'Made' },
  { value: 'update', label: 'Changed' },
  { value: 'remove', label: 'Removed' },
  { value: 'restore', label: 'Brought back' },
  { value: 'read', label: 'Opened' },
  { value: 'import', label: 'Brought in' },
  { value: 'signIn', label: 'Signed in' },
  { value: 'signOut', label: 'Signed out' },
  { value: 'signUp', label: 'Asked for an account' },
  { value: 'changePassword', label: 'Changed their password' },
] as const;

/** Kinds of records as a filter offers them. */
export const auditKinds = Object.entries(table)
  .filter(([name]) => name !== 'auditentries')
  .map(([name, definition]) => ({ value: name, label: sentence(definition.label.many) }));

const article = (word: string) => (/^[aeiou]/i.test(word) && !/^us/i.test(word) ? 'an' : 'a');
/** "signIn" as people read it, for actions that came later than this list. */
const spaced = (action: string) => action.replace(/([A-Z])/g, ' $1').toLowerCase();

function fieldLabels(entity: string | undefined, changed: readonly string[] | undefined): string {
  const fields = entity ? table[entity]?.fields : undefined;
  return (changed ?? []).map((name) => (fields?.[name]?.label ?? spaced(name)).toLowerCase()).join(', ');
}

/** One audit entry without its person: "changed a patient: phone, city", "tried to open a visit". */
export function auditWords(entry: Pick<AuditEntry, 'action' | 'entity' | 'changed' | 'outcome'>): string {
  const { action = '', entity, changed, outcome } = entry;
  const isRefused = outcome === 'refused';
  const own = doings[action];
  if (own) return isRefused ? `tried to ${own[1]}` : own[0];
  const [done, tried] = verbs[action] ?? [spaced(action), spaced(action)];
  const label = entity ? table[entity]?.label : undefined;
  const what = plural.has(action) ? label?.many : label && `${article(label.one)} ${label.one}`;
  const phrase = [isRefused ? `tried to ${tried}` : done, what ?? entity].filter(Boolean).join(' ');
  const labels = action === 'update' ? fieldLabels(entity, changed) : '';
  return labels ? `${phrase}: ${labels}` : phrase;
}
