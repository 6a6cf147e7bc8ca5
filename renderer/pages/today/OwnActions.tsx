import { IconNotes } from '@tabler/icons-react';
import { useState } from 'react';
import { entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { wallClockOf } from '../../../shared/rules/time';
import { DefaultButton } from '../../kit/base';
import { RecordDialog, type RecordRequest } from '../../kit/clinic';
import { usePerson, useTimeZone } from '../../kit/data';

/** "Add symptom" with the form that it opens. */
export function OwnActions({ patient }: { patient: string }) {
  const person = usePerson();
  const timeZone = useTimeZone();
  const [request, setRequest] = useState<RecordRequest>();
  if (!may(person, 'create', entities.symptomjournals)) return null;
  const add = () => {
    const { date, time } = wallClockOf(new Date(), timeZone);
    setRequest({ entity: 'symptomjournals', initial: { patient, symptomDate: date, symptomTime: time } });
  };
  return (
    <>
      <DefaultButton label="Add symptom" icon={IconNotes} onClick={add} />
      <RecordDialog request={request} onClose={() => setRequest(undefined)} />
    </>
  );
}
