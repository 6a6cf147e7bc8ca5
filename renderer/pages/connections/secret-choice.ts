/** What becomes of a password: the kept one stays, another is typed, or there is none any more. */
export type SecretChoice =
  | { readonly kind: 'kept' }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'none' };

export const nothingTyped: SecretChoice = { kind: 'typed', text: '' };

/** As the contract takes it: left out, what is kept stays. */
export function secretInput(choice: SecretChoice): string | null | undefined {
  if (choice.kind === 'none') return null;
  return choice.kind === 'typed' && choice.text !== '' ? choice.text : undefined;
}
