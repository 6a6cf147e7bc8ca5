import { entities } from '../../../shared/entities';
import { passwordProblem } from '../../../shared/rules/passwords';
import type { FieldErrors } from './use-submit';

/** What someone types who asks for an account, or makes the first one. */
export type AccountDraft = {
  displayName: string;
  username: string;
  email: string;
  password: string;
  /** The password once more. */
  again: string;
};
export const emptyAccount: AccountDraft = {
  displayName: '',
  username: '',
  email: '',
  password: '',
  again: '',
};

/** What is wrong at which field, before it is sent; the core checks it again. */
export function accountProblems(draft: AccountDraft): FieldErrors {
  const { fields } = entities.users;
  const first = (name: 'displayName' | 'username' | 'email') =>
    fields[name].input.safeParse(draft[name]).error?.issues[0]?.message;
  const problems: Record<keyof AccountDraft, string | undefined | null> = {
    displayName: first('displayName'),
    username: first('username'),
    email: draft.email.trim() ? first('email') : undefined,
    password: passwordProblem(draft.password, [draft.username, draft.displayName, draft.email]),
    again: draft.again === draft.password ? undefined : 'The two passwords are not the same.',
  };
  return Object.fromEntries(Object.entries(problems).flatMap(([name, text]) => (text ? [[name, text]] : [])));
}

/** The draft as the contract takes it. */
export function accountInput({ displayName, username, email, password }: AccountDraft) {
  return { displayName, username, email: email.trim() || null, password };
}
