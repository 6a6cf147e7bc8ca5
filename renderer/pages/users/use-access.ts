import { useState } from 'react';
import { type DraftNamed, entities, type User } from '../../../shared/entities';
import { draftSchema } from '../../../shared/schema';
import { notify } from '../../kit/base';
import { useClient, useRecord, useReferenceSearch, useRefresher, useSession } from '../../kit/data';
import { recordTitle } from '../../kit/table';
import {
  changedElsewhere,
  type DoctorAnswer,
  doctorNamed,
  doctorTitle,
  doneMeanwhile,
  isRole,
  issuesOf,
  newDoctorFor,
  treats,
} from './access';

const idOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** Messages by field for an answer that is not one yet. */
function problemsOf(answer: DoctorAnswer): Record<string, string> {
  if (answer.kind === 'existing' && !idOf(answer.id)) return { doctor: 'Choose one from the list, or None' };
  if (answer.kind !== 'new') return {};
  const checked = draftSchema(entities.doctors).safeParse(answer.draft);
  if (checked.success) return {};
  return Object.fromEntries(checked.error.issues.map(({ path }) => [String(path[0]), 'Fill this in']));
}

/** Letting someone in, or changing what they may do: the answers, and saving them as one step. */
export function useAccess(user: User, isApproval: boolean, onDone: () => void) {
  const client = useClient();
  const refresher = useRefresher();
  const home = useSession().clinic;
  const name = recordTitle('users', user);
  const [roles, setRoles] = useState<readonly string[]>(user.roles ?? []);
  const [patient, setPatient] = useState<unknown>(user.patient);
  const [answered, setDoctor] = useState<DoctorAnswer | null>(
    user.doctor ? { kind: 'existing', id: user.doctor } : null,
  );
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const live = useRecord('users', user.id).data?.record;

  // Until it is answered: the record that has their name already, or a new one; nurses mostly have none.
  const mayNeedOne = treats(roles) && answered === null;
  const known = useReferenceSearch('doctors', recordName(name), mayNeedOne && isApproval);
  const namesake = known.options.find(({ label }) => label.toLowerCase() === doctorTitle(name).toLowerCase());
  const isUsuallyADoctor = isApproval && roles.includes('doctor');
  const usual = (): DoctorAnswer => {
    if (!isUsuallyADoctor) return { kind: 'none' };
    if (namesake) return { kind: 'existing', id: namesake.id };
    // Whether there is one of this name is not known, so a second one is not made without being asked for.
    return known.error ? { kind: 'existing', id: undefined } : { kind: 'new', draft: doctorNamed(name) };
  };
  const doctor = answered ?? usual();

  /** Their doctor record as the core is asked for it: one that is there, or one to be made in the same step. */
  const chosenDoctor = () => {
    if (!treats(roles) || doctor.kind === 'none') return { doctor: null };
    if (doctor.kind === 'existing') return { doctor: idOf(doctor.id) };
    return { newDoctor: { ...doctor.draft, clinic: home?.id } as DraftNamed<'doctors'> };
  };

  /** A doctor record that is being made follows the roles: a nurse is not called Dr. */
  const changeRoles = (next: readonly string[]) => {
    setRoles(next);
    const { profession } = newDoctorFor(name, next);
    setDoctor((before) =>
      before?.kind === 'new' ? { ...before, draft: { ...before.draft, profession } } : before,
    );
  };

  const save = async () => {
    const found = treats(roles) ? problemsOf(doctor) : {};
    setProblems(found);
    setError(null);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    try {
      const chosen = {
        id: user.id,
        roles: roles.filter(isRole),
        ...chosenDoctor(),
        patient: roles.includes('patient') ? idOf(patient) : null,
      };
      if (isApproval) await client.accounts.approve(chosen);
      else await client.accounts.setRoles({ ...chosen, revision: user.revision });
      refresher.changed({ entity: 'users', id: user.id });
      notify.done(isApproval ? `${name} can sign in now` : `Roles of ${name} saved`);
      onDone();
    } catch (failure) {
      setError(failure);
    } finally {
      setIsBusy(false);
    }
  };

  const refused = changedElsewhere(error);
  const isOvertaken = isApproval && !isBusy && live !== undefined && live.status !== 'pending';
  return {
    name,
    roles,
    setRoles: changeRoles,
    doctor,
    setDoctor,
    /** Whether there is a doctor record of their name is being looked up: saving now could make a second one. */
    isLooking: isUsuallyADoctor && mayNeedOne && known.isLoading,
    patient,
    setPatient,
    isBusy,
    save: () => void save(),
    errors: { ...issuesOf(error), ...problems },
    /** A failure that belongs to no field. */
    failure: error !== null && !refused && Object.keys(issuesOf(error)).length === 0 ? error : null,
    /** What another administrator did first; saving makes no sense any more. */
    meanwhile: refused
      ? doneMeanwhile(name, refused.by, refused.current, isApproval)
      : isOvertaken
        ? doneMeanwhile(name, 'Someone else', live, isApproval)
        : null,
  };
}

/** The name without titles, as doctors are looked up by. */
function recordName(name: string): string {
  const { firstname, lastname } = doctorNamed(name);
  return [firstname, lastname].filter(Boolean).join(' ');
}
