import { entities } from '../../../shared/entities';
import { fold } from '../../../shared/rules/names';
import type { RawDocument } from '../ports/legacy-database';
import type { PasswordHasher } from '../ports/password-hasher';
import { type Conversion, convertFields } from './conversion';
import { convertValue } from './convert-value';
import { type Plan, userLists } from './plans';
import { plainOf } from './raw-value';
import { idsIn, patientIdOf, type World } from './world';

/** An old user: the sign-in it becomes and the patient it becomes. */
export type ConvertedUser = {
  readonly user: Conversion;
  readonly patient: { readonly id: string; readonly values: Record<string, unknown> };
};

/** Old fields that would give rights. They are never trusted. */
const rights = ['role', 'roles', 'isAdmin', 'admin', 'isadmin', 'permissions', 'status'];

/** Fields of a patient that old users may carry, under their own or another name. */
const personal: Readonly<Record<string, readonly string[]>> = {
  firstname: ['firstname', 'firstName', 'first_name'],
  lastname: ['lastname', 'lastName', 'last_name'],
  dateOfBirth: ['dateOfBirth', 'dob', 'DOB', 'birthdate'],
  sex: ['sex', 'gender'],
  phone: ['phone', 'Phone', 'mobile'],
  address: ['address'],
  city: ['city'],
  state: ['state'],
  zip: ['zip', 'zipcode'],
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
  const user = convertFields(plan, before, world.stableId);
  const patientId = patientIdOf(user.id, world.stableId);
  nameAccount(user, world);
  Object.assign(user.values, { roles: ['patient'], status: 'active', patient: patientId });
  await keepPassword(user, before, hasher);
  refuseRights(user, before);
  const patient = { id: patientId, values: patientValues(user, before, world) };
  reportLists(user, before, world);
  return { user, patient };
}

/** User names are unique whatever their case; the first keeps theirs. An email in use stays, and signs nobody in. */
function nameAccount({ id, values, findings, changes }: Conversion, world: World): void {
  const wanted = typeof values.username === 'string' ? values.username.trim() : '';
  let username = wanted || `user-${id.slice(-6)}`;
  for (let number = 2; world.usernames.has(fold(username)); number += 1)
    username = `${wanted || 'user'}-${number}`;
  world.usernames.add(fold(username));
  if (username !== wanted) {
    changes.push(wanted ? 'username: in use already, a number was added' : 'username: was missing');
    findings.push({
      kind: 'duplicate',
      field: 'username',
      message: wanted
        ? `Someone else has this user name too. This person signs in as ${username} now: tell them.`
        : `This account had no user name. It is ${username} now.`,
      value: wanted,
    });
  }
  Object.assign(values, {
    username,
    usernameKey: fold(username),
    displayName: values.displayName ?? (wanted || username),
  });
  if (typeof values.email !== 'string') return;
  const emailKey = fold(values.email.trim());
  if (!world.emails.has(emailKey)) values.emailKey = emailKey;
  else {
    findings.push({
      kind: 'duplicate',
      field: 'email',
      message: 'Someone else has this email too. It is kept, but does not sign this person in.',
      value: values.email,
    });
  }
  world.emails.add(emailKey);
}

async function keepPassword(
  user: Conversion,
  before: RawDocument,
  hasher: PasswordHasher | null,
): Promise<void> {
  const { values, legacy, findings, changes } = user;
  const stored = plainOf(before.password);
  const password = stored.is === 'text' ? stored.value : stored.is === 'number' ? stored.text : '';
  // A password must not stand anywhere as it was.
  delete legacy.password;
  if (/^\$argon2(id|i|d)\$/.test(password)) {
    values.passwordHash = password;
  } else if (password !== '' && !/^\$2[abxy]?\$|^pbkdf2|^scrypt|^\{SSHA/i.test(password)) {
    changes.push('password: plain text becomes a hash');
    if (hasher) values.passwordHash = await hasher.hash(password);
  } else {
    const isHash = password !== '';
    if (isHash) legacy.passwordHash = password;
    values.status = 'disabled';
    changes.push(isHash ? 'password: hashed by another program, cannot be used' : 'password: was missing');
    findings.push({
      kind: 'other',
      field: 'password',
      message:
        'This account has no password that can be used and is disabled. Give a new password and enable it.',
    });
  }
}

function refuseRights({ findings }: Conversion, before: RawDocument): void {
  const claimed = rights.filter((name) => Object.hasOwn(before, name));
  if (claimed.length === 0) return;
  findings.push({
    kind: 'unknownField',
    field: claimed[0],
    message:
      'The old account carried rights. They are kept for reference and give nothing here: choose roles on the page Users.',
  });
}

function patientValues(user: Conversion, before: RawDocument, world: World): Record<string, unknown> {
  const { fields } = entities.patients;
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const spelling = personal[name]?.find((each) => Object.hasOwn(before, each));
    if (!spelling) continue;
    const converted = convertValue(before[spelling], field);
    if (converted.kind === 'value') values[name] = converted.value;
  }
  // A person needs something to be called by: what they signed up as.
  if (!values.firstname && !values.lastname) values.firstname = user.values.displayName;
  if (typeof user.values.email === 'string') values.email = user.values.email;
  const present = (collection: string) => (id: string) => world.ids.get(collection)?.has(id) ?? false;
  const doctors = [...new Set(idsIn(before.doctors).filter(present('doctors')))];
  const clinics = [...new Set(idsIn(before.clinics).filter(present('clinics')))];
  if (doctors.length > 0) values.doctors = doctors;
  if (clinics.length > 0) values.clinics = clinics;
  if (user.values.userCreated instanceof Date) values.userCreated = user.values.userCreated;
  return values;
}

const listed: Readonly<Record<string, string>> = {
  doctors: 'doctors',
  clinics: 'clinics',
  healthLogs: 'healthlogs',
  prescriptions: 'prescriptions',
  symptoms: 'symptomjournals',
  appointments: 'appointments',
};

/** Entries of the old lists that point to nothing. */
function reportLists({ findings, changes }: Conversion, before: RawDocument, world: World): void {
  for (const list of userLists) {
    const collection = listed[list];
    if (!collection) continue;
    const missing = idsIn(before[list]).filter((id) => !world.ids.get(collection)?.has(id));
    if (missing.length === 0) continue;
    changes.push(`${list}: points to what is not there`);
    findings.push({
      kind: 'danglingReference',
      field: list,
      message: `${missing.length === 1 ? 'One entry points' : `${missing.length} entries point`} to records that are not in this database.`,
      value: missing.slice(0, 8).join(', '),
    });
  }
}
