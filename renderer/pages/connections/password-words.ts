import { takesPassword } from '../../../shared/rules/connections/fields';
import type { PastedAddress } from '../../../shared/rules/connections/pasted';
import type { ConnectionDraft } from './connection-draft';
import type { SecretChoice } from './secret-choice';

type Known = {
  readonly draft: ConnectionDraft;
  readonly password: SecretChoice;
  /** The address that was taken apart last. */
  readonly pasted: PastedAddress | undefined;
  /** What stands in the form was typed in an earlier visit. */
  readonly isKeptOne: boolean;
};

/** Beside the password: that it is missing and why, or where it comes from; undefined when there is nothing to say. */
export function passwordHint({ draft, password, pasted, isKeptOne }: Known): string | undefined {
  if (password.kind !== 'typed' || !takesPassword(draft.mechanism)) return undefined;
  const { placeholder, secrets, fields } = pasted ?? {};
  if (/^<.+>$/.test(password.text.trim()))
    return 'It stands between < and >. Where these only showed the place of the password, leave them out.';
  if (password.text !== '')
    return placeholder !== undefined && password.text === secrets?.password
      ? 'Taken out of the address as it stood there. Show it, and compare it with the one you were given.'
      : undefined;
  if (placeholder !== undefined)
    return `The address has ${placeholder} where the password belongs. Type the real password here.`;
  if (fields?.signIn.username !== undefined) return 'The address holds no password. Type it here.';
  return isKeptOne ? 'The password is not kept until you save. Type it again.' : undefined;
}

/** What shows where a password goes and is none, as Atlas writes it. */
const isShownPlace = (text: string): boolean => /^<(db_)?password>$/i.test(text.trim());

/** Nobody is asked with what only shows where the password goes. */
export function passwordProblem({ draft, password, pasted }: Known): string | undefined {
  if (password.kind !== 'typed' || !takesPassword(draft.mechanism)) return undefined;
  const isLeft = password.text === '' && pasted?.placeholder !== undefined;
  const place = isLeft ? pasted.placeholder : isShownPlace(password.text) ? password.text.trim() : undefined;
  return place && `Type the real password: ${place} only shows where it goes.`;
}
