import { entities } from '../../../shared/entities';
import { fold } from '../../../shared/rules/names';
import type { RawDocument, RawValue } from '../ports/legacy-database';
import type { PasswordHasher } from '../ports/password-hasher';
import { type Conversion, convertFields, type Finding, keep, note, ownNames, readText } from './conversion';
import { convertValue, unreadable } from './convert-value';
import { personal, type Plan, planOf, userLists } from './plans';
import { plainOf, wordsOf } from './raw-value';
import { isPasswordHash, isPasswordName, notKept } from './secret-values';
import { entriesOf, patientIdOf, type World } from './world';

/** An old user: the sign-in it becomes and the patient it becomes. */
export type ConvertedUser = {
  readonly user: Conversion;
  readonly patient: {
    readonly id: string;
    readonly values: Record<string, unknown>;
    /** What could not be read of the person. The old value stays with the account. */
    readonly findings: readonly Finding[];
  };
};

/**
 * Converts one old user. With a hasher the password becomes its hash; without one (a mere inspection) it stays out.
 * The old lists stay under `legacy`: a second run reads them there.
 */
export async function convertUser(
  plan: Plan,
  before: RawDocument,
  world: World,
  hasher: PasswordHasher | null,
): Promise<ConvertedUser> {
  const user = convertFields(plan, before, world);
  const patientId = patientIdOf(user.id, world.stableId);
  Object.assign(user.values, { roles: ['patient'], status: 'active', patient: patientId });
  nameAccount(user, world);
  const recordNumber = world.recordNumbers.of(patientId);
  const { values, findings } = patientOf(user, world);
  const patient = { id: patientId, values: { ...values, recordNumber }, findings };
  const unread = new Set(findings.flatMap(({ field }) => field ?? []));
  reportUnknown(user, { taken: new Set(Object.keys(values)), unread });
  reportLists(user, world);
  refuseRights(user);
  keepShut(user);
  await keepPassword(user, hasher);
  return { user, patient };
}

/** User names are unique whatever their case; the first keeps theirs. An email in use stays, and signs nobody in. */
function nameAccount(user: Conversion, world: World): void {
  const { id, values, changes } = user;
  const written = readText(planOf('users'), user.source, 'username') ?? '';
  const wanted = written.trim();
  let username = wanted || `user-${id.slice(-6)}`;
  for (let number = 2; !world.usernames.take(fold(username), id); number += 1)
    username = `${wanted || 'user'}-${number}`;
  // As it was, with its outer spaces: that is the name by which others' records know this person.
  const oldName = ownNames(planOf('users'), user.source).get('username');
  if (username !== written && oldName !== undefined) keep(user, oldName, user.source[oldName]);
  if (username !== wanted) {
    changes.push(wanted ? 'username: in use already, a number was added' : 'username: was missing');
    const signsInAs = `This person signs in as ${wordsOf(username)} now: tell them.`;
    const isUnreadable = restate(user, 'username', `The user name could not be read. ${signsInAs}`);
    if (!isUnreadable)
      note(user, {
        kind: 'duplicate',
        field: 'username',
        message: wanted
          ? `Someone else has this user name too. ${signsInAs}`
          : `This account had no user name. It is ${username} now.`,
        value: wordsOf(wanted),
      });
  }
  const displayName = values.displayName ?? (wanted || username);
  if (values.displayName === undefined)
    restate(user, 'displayName', `The name could not be read. It is ${wordsOf(displayName)} now.`);
  Object.assign(values, { username, usernameKey: fold(username), displayName });
  if (typeof values.email !== 'string') return;
  const emailKey = fold(values.email.trim());
  if (world.emails.take(emailKey, id)) values.emailKey = emailKey;
  else shareEmail(user);
}

/**
 * An account is never without its names: where one could not be read, says what stands there now in place of "is empty".
 * False when it could be read, or was not there.
 */
function restate({ findings }: Pick<Conversion, 'findings'>, field: string, message: string): boolean {
  const at = findings.findIndex((each) => each.kind === 'unreadableValue' && each.field === field);
  const found = findings[at];
  if (found) findings[at] = { ...found, message };
  return found !== undefined;
}

/** Gives way to an account that was made in the meantime: the unique index named `index` has refused this one. */
export function giveWay(user: Conversion, world: World, index: string): void {
  const { values, findings } = user;
  if (index === 'email') {
    shareEmail(user);
    return;
  }
  world.usernames.leaveToOthers(String(values.usernameKey));
  const about = findings.findIndex(({ kind, field }) => kind === 'duplicate' && field === 'username');
  if (about >= 0) findings.splice(about, 1);
  nameAccount(user, world);
}

/** An email that somebody else signs in with is kept and signs nobody in. */
function shareEmail(user: Conversion): void {
  delete user.values.emailKey;
  note(user, {
    kind: 'duplicate',
    field: 'email',
    message: 'Someone else has this email too. It is kept, but does not sign this person in.',
    value: wordsOf(user.values.email),
  });
}

async function keepPassword(user: Conversion, hasher: PasswordHasher | null): Promise<void> {
  const { values, legacy, changes, before } = user;
  const name = ['password', ...Object.keys(before).filter(isPasswordName)].find(
    (each) => Object.hasOwn(before, each) && passwordText(before[each]) !== '',
  );
  const password = name === undefined ? '' : passwordText(before[name]);
  // A hash stands for it.
  if (name !== undefined && legacy[name] === notKept) delete legacy[name];
  if (/^\$argon2(id|i|d)\$v=/.test(password)) {
    values.passwordHash = password;
  } else if (password !== '' && !isPasswordHash(password)) {
    changes.push('password: plain text becomes a hash');
    if (hasher) values.passwordHash = await hasher.hash(password);
  } else {
    const isHash = password !== '';
    values.status = 'disabled';
    changes.push(isHash ? 'password: hashed by another program, cannot be used' : 'password: was missing');
    note(user, {
      kind: 'other',
      field: 'password',
      message:
        'This account has no password that can be used and is disabled. Give a new password and enable it.',
    });
  }
}

const passwordText = (raw: RawValue): string => {
  const plain = plainOf(raw);
  return plain.is === 'text' ? plain.value : plain.is === 'number' ? plain.text : '';
};

/** Old fields that would give rights. They are never trusted. */
const rights = [
  'role',
  'roles',
  'isAdmin',
  'admin',
  'isadmin',
  'is_admin',
  'permissions',
  'userType',
  'type',
];
const harmless = new Set(['', 'user', 'patient', 'patients', 'users', 'false', 'no', '0', 'null', '[]']);

function refuseRights(user: Conversion): void {
  const { source } = user;
  const isClaim = (name: string) =>
    entriesOf(source[name]).some((each) => !harmless.has(wordsOf(each).trim().toLowerCase()));
  const claimed = rights.find((name) => Object.hasOwn(source, name) && isClaim(name));
  if (claimed === undefined) return;
  note(user, {
    kind: 'unknownField',
    field: claimed,
    message:
      'The old account carried rights. They are kept for reference and give nothing here: choose roles on the page Users.',
  });
}

/** How older programs say that an account is shut, by field. */
const shut: Readonly<Record<string, RegExp>> = {
  status: /^(inactive|disabled|blocked|banned|suspended|deleted|removed|pending|locked|closed)$/,
  active: /^(false|0|no)$/,
  isActive: /^(false|0|no)$/,
  enabled: /^(false|0|no)$/,
  disabled: /^(true|1|yes)$/,
  blocked: /^(true|1|yes)$/,
  banned: /^(true|1|yes)$/,
  suspended: /^(true|1|yes)$/,
  deleted: /^(true|1|yes)$/,
  isDeleted: /^(true|1|yes)$/,
  removed: /^(true|1|yes)$/,
};

/** Who could not sign in before cannot now. */
function keepShut(user: Conversion): void {
  const { source, values, changes } = user;
  const isShut = Object.entries(shut).some(
    ([name, form]) => Object.hasOwn(source, name) && form.test(wordsOf(source[name]).trim().toLowerCase()),
  );
  if (!isShut) return;
  values.status = 'disabled';
  changes.push('status: was shut, stays disabled');
  note(user, {
    kind: 'other',
    field: 'status',
    message: 'The old account was shut, so it is disabled. Enable it if this person may sign in.',
  });
}

function patientOf(user: Conversion, world: World): Omit<ConvertedUser['patient'], 'id'> {
  const { source } = user;
  const { fields } = entities.patients;
  const values: Record<string, unknown> = {};
  const findings: Finding[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const there = (personal[name] ?? []).filter((spelling) => Object.hasOwn(source, spelling));
    const converted = there.map((spelling) => convertValue(source[spelling], field, world.timeZone));
    const read = converted.find((each) => each.kind === 'value');
    const unread = there[converted.findIndex((each) => each.kind === 'kept')];
    if (read) values[name] = read.value;
    else if (unread !== undefined)
      findings.push({
        kind: 'unreadableValue',
        field: name,
        message: unreadable(field),
        value: wordsOf(source[unread]),
      });
  }
  // A person needs something to be called by: what they signed up as.
  if (!values.firstname && !values.lastname) {
    const called = user.values.displayName;
    values.firstname = called;
    restate({ findings }, 'firstname', `The first name could not be read. It is ${wordsOf(called)} now.`);
  }
  if (typeof user.values.email === 'string') values.email = user.values.email;
  for (const name of ['doctors', 'clinics'] as const) {
    const ids = entriesOf(source[name]).flatMap((entry) => world.refer(name, entry) ?? []);
    if (ids.length > 0) values[name] = [...new Set(ids)];
  }
  if (user.values.userCreated instanceof Date) values.userCreated = user.values.userCreated;
  return { values, findings };
}

/** What an account has no place for, in words; most of it has gone to the patient. */
function reportUnknown(
  { unknown, changes }: Conversion,
  ofPatient: { readonly taken: ReadonlySet<string>; readonly unread: ReadonlySet<string> },
): void {
  const lists = new Map<string, string>(userLists.map(({ list, becomes }) => [list, becomes]));
  const rest: string[] = [];
  for (const name of unknown) {
    const becomes = lists.get(name);
    const isOneOf = (fields: ReadonlySet<string>) =>
      Object.entries(personal).some(([field, spellings]) => fields.has(field) && spellings.includes(name));
    if (name === 'attachments') changes.push('attachments: stays with the account');
    else if (becomes) changes.push(`${name}: becomes ${becomes}`);
    else if (isOneOf(ofPatient.unread)) changes.push(`${name}: could not be read, kept under legacy`);
    else if (isOneOf(ofPatient.taken)) changes.push(`${name}: goes to the patient`);
    else if (isPasswordName(name)) continue;
    else {
      rest.push(name);
      changes.push(`${name.slice(0, 60)}: no such field today, kept under legacy`);
    }
  }
  unknown.splice(0, unknown.length, ...rest);
}

/** Entries of the old lists that point to nothing. */
function reportLists(user: Conversion, world: World): void {
  for (const { list, collection } of userLists) {
    const missing = entriesOf(user.source[list]).filter(
      (entry) => world.refer(collection, entry) === undefined,
    );
    if (missing.length === 0) continue;
    user.changes.push(`${list}: points to what is not there`);
    note(user, {
      kind: 'danglingReference',
      field: list,
      message: `${missing.length === 1 ? 'One entry points' : `${missing.length} entries point`} to records that are not in this database.`,
      value: missing.slice(0, 8).map(wordsOf).join(', ').slice(0, 200),
    });
  }
}
