import { useState } from 'react';
import { type DraftNamed, entities, type User } from '../../../shared/entities';
import { draftSchema } from '../../../shared/schema';
import { notify } from '../../kit/base';
import { useClient, useRecord, useReferenceSearch, useRefresher, useSaver } from '../../kit/data';
import { recordTitle } from '../../kit/table';
import {
  changedElsewhere,
  type DoctorAnswer,
  doctorNamed,
  doctorTitle,
  doneMeanwhile,
  isRole,
  issuesOf,
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
  const users = useSaver('users');
  const doctors = useSaver('doctors');
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
  const usual = (): DoctorAnswer => {
    if (!isApproval || !roles.includes('doctor')) return { kind: 'none' };
    return namesake ? { kind: 'existing', id: namesake.id } : { kind: 'new', draft: doctorNamed(name) };
  };
  const doctor = answered ?? usual();

  const doctorId = async (): Promise<string | null> => {
    if (!treats(roles) || doctor.kind === 'none') return null;
    if (doctor.kind === 'existing') return idOf(doctor.id);
    const { record } = await doctors.create(doctor.draft as DraftNamed<'doctors'>);
    // Should what follows fail, trying again must not make a second one.
    setDoctor({ kind: 'existing', id: record.id });
    return record.id;
  };

  const save = async () => {
    const found = treats(roles) ? problemsOf(doctor) : {};
    setProblems(found);
    setError(null);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    try {
      const chosen = {
        roles: roles.filter(isRole),
        doctor: await doctorId(),
        patient: roles.includes('patient') ? idOf(patient) : null,
      };
      if (isApproval) {
        await client.accounts.approve({ id: user.id, ...chosen });
        refresher.changed({ entity: 'users', id: user.id });
      } else {
        // One write: roles and the record they are about belong together.
        await users.update(user.id, user.revision, chosen);
      }
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
    setRoles,
    doctor,
    setDoctor,
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
