import { choice, choices, defineEntity, email, instant, password, reference, text } from '../schema';

/** A user may hold several; `shared/rules/permissions.ts` says what each may do. */
export const roles = [
  { value: 'admin', label: 'Administrator' },
  { value: 'doctor', label: 'Doctor' },
  { value: 'nurse', label: 'Nurse' },
  { value: 'frontdesk', label: 'Front desk' },
  { value: 'patient', label: 'Patient' },
] as const;
export type Role = (typeof roles)[number]['value'];

/** Pending: signed up and waiting for an administrator. Disabled: may no longer sign in. */
const userStatuses = [
  { value: 'pending', label: 'Waiting for approval' },
  { value: 'active', label: 'Active' },
  { value: 'disabled', label: 'Disabled' },
] as const;

/** Someone who signs in. `passwordHash` (argon2id) is kept beside these fields and never leaves the store. */
export const users = defineEntity({
  name: 'users',
  label: { one: 'user', many: 'users' },
  category: 'accounts',
  fields: {
    username: text({ label: 'User name', level: 'account', max: 60, required: true }),
    displayName: text({ label: 'Name', level: 'account' }),
    email: email({ label: 'Email', level: 'account' }),
    password: password({ label: 'New password', help: 'At least 6 characters; 12 or more is safer.' }),
    roles: choices({ label: 'Roles', level: 'account', of: roles }),
    status: choice({ label: 'Status', level: 'account', of: userStatuses }),
    patient: reference({ label: 'Is the patient', to: 'patients', level: 'account' }),
    doctor: reference({ label: 'Is the doctor', to: 'doctors', level: 'account' }),
    passwordHash: text({ label: 'Password hash', level: 'account', derived: true, hidden: true }),
    usernameKey: text({ label: 'User name, folded', level: 'account', derived: true, hidden: true }),
    emailKey: text({ label: 'Email, folded', level: 'account', derived: true, hidden: true }),
    userCreated: instant({ label: 'Signed up', level: 'account', derived: true, stampedOnCreate: true }),
  },
  // Who may do what is one decision: nobody gets the roles of one beside the standing of another.
  wholes: [['roles', 'status', 'patient', 'doctor']],
  titleFields: ['displayName', 'username'],
  title: (user) => String(user.displayName ?? user.username ?? 'User without a name'),
  searchFields: ['username', 'displayName', 'email'],
  defaultSort: [{ field: 'username', direction: 'ascending' }],
  columns: ['displayName', 'username', 'email', 'roles', 'status', 'userCreated'],
  sections: [
    { title: 'Person', fields: ['displayName', 'username', 'email', 'password'] },
    { title: 'Access', fields: ['roles', 'status', 'doctor', 'patient'] },
  ],
  indexes: [
    {
      name: 'username',
      keys: { usernameKey: 1 },
      unique: true,
      when: { usernameKey: { $exists: true } },
      reportedOn: 'username',
    },
    {
      name: 'email',
      keys: { emailKey: 1 },
      unique: true,
      when: { emailKey: { $exists: true } },
      reportedOn: 'email',
    },
    { name: 'status', keys: { status: 1 } },
  ],
});
