import { roles } from '../../../shared/entities';

/** The roles of a person in words: "Administrator, Doctor". */
export function roleWords(held: readonly string[]): string {
  return roles
    .filter((role) => held.includes(role.value))
    .map((role) => role.label)
    .join(', ');
}
