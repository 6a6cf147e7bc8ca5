import { type Doctor, entities, type Role, roles as roleChoices, type User } from '../../../shared/entities';
import { saveFailureOf } from '../../kit/form';
import { roleWords } from '../../kit/shell';

/** Which doctor record is theirs: one that is there, one to be made with this step, or none. */
export type DoctorAnswer =
  | { readonly kind: 'existing'; readonly id: unknown }
  | { readonly kind: 'new'; readonly draft: NewDoctor }
  | { readonly kind: 'none' };
export type NewDoctor = {
  readonly firstname?: string;
  readonly lastname?: string;
  readonly profession?: Doctor['profession'];
  readonly specialty?: string;
};

export const isRole = (value: string): value is Role => roleChoices.some((role) => role.value === value);
/** Roles of people who may be one of those whom patients book with. */
export const treats = (roles: readonly string[]) => roles.includes('doctor') || roles.includes('nurse');

/** A doctor record to be, from the name of a user: "Dr Kavya Deshmukh" is Kavya, family name Deshmukh. */
export function doctorNamed(name: string): NewDoctor {
  const words = name
    .split(/\s+/)
    .filter((word) => word && !/^(dr|prof|nurse|sister|mr|mrs|ms)\.?$/i.test(word));
  const lastname = words.at(-1);
  const firstname = words.slice(0, -1).join(' ');
  return { ...(firstname && { firstname }), ...(lastname && { lastname }) };
}

/** The same for who gets these roles: a nurse is not called Dr. */
export function newDoctorFor(name: string, roles: readonly string[]): NewDoctor {
  return roles.includes('doctor') ? doctorNamed(name) : { ...doctorNamed(name), profession: 'nurse' };
}

/** What a doctor record of this name is called in lists. */
export const doctorTitle = (name: string): string => entities.doctors.title(doctorNamed(name));

/** Reasons of a refusal by the field they belong to; empty for other failures. */
export function issuesOf(error: unknown): Record<string, string> {
  const failure = saveFailureOf(error);
  const issues = failure.kind === 'invalid' ? failure.issues : [];
  // Fields of a new doctor record stand among the others.
  const place = ([first, inner]: readonly (string | number)[]) => (first === 'newDoctor' ? inner : first);
  return Object.fromEntries(issues.map(({ path, message }) => [String(place(path) ?? 'roles'), message]));
}

/** How a user is now and who changed them, when a save was refused for that; null for other failures. */
export function changedElsewhere(error: unknown): { current: Partial<User>; by: string } | null {
  const failure = saveFailureOf(error);
  if (failure.kind !== 'changed') return null;
  const { current, changedBy = 'Someone else' } = failure.conflict;
  return { current, by: changedBy };
}

/** What another administrator did with this user in the meantime, as a sentence. */
export function doneMeanwhile(name: string, by: string, now: Partial<User>, isApproval: boolean): string {
  const held = roleWords(now.roles ?? []);
  if (now.status === 'disabled') return `${by} shut ${name} out meanwhile.`;
  if (isApproval && now.status === 'active') return `${by} let ${name} in meanwhile${held && ` as ${held}`}.`;
  return `${by} changed this meanwhile: ${name} is now ${held || 'without a role'}.`;
}
