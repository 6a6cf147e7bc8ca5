import { PasswordField, TextField } from '../inputs';
import type { AccountDraft } from './account-draft';
import { NewPasswordField } from './NewPasswordField';
import type { FieldErrors } from './use-submit';

type Props = {
  value: AccountDraft;
  errors: FieldErrors;
  /** One field was typed into. */
  onChange: (name: keyof AccountDraft, text: string) => void;
};

/** Name, user name, email and a new password, of oneself. */
export function AccountFields({ value, errors, onChange }: Props) {
  const common = (name: keyof AccountDraft) => ({
    name,
    value: value[name],
    error: errors[name],
    onChange: (text: string) => onChange(name, text),
  });
  return (
    <>
      <TextField
        label="Your name"
        autoComplete="name"
        autoFocus
        required
        help="As colleagues and patients know you."
        {...common('displayName')}
      />
      <TextField label="User name" autoComplete="username" required {...common('username')} />
      <TextField label="Email" autoComplete="email" help="May be left empty." {...common('email')} />
      <NewPasswordField
        label="Password"
        required
        about={[value.username, value.displayName, value.email]}
        {...common('password')}
      />
      <PasswordField label="Password once more" autoComplete="new-password" required {...common('again')} />
    </>
  );
}
