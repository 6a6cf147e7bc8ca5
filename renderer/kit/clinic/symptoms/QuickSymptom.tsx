import { useEffect, useRef, useState } from 'react';
import { entities, type Symptom } from '../../../../shared/entities';
import { daysToCome } from '../../../../shared/rules/days-to-come';
import { may } from '../../../../shared/rules/permissions';
import { newRecordId } from '../../../../shared/rules/record-id';
import { PrimaryButton, QuietButton } from '../../base/Button';
import { Failure } from '../../base/Failure';
import { notify } from '../../base/notify';
import {
  dropTyping,
  keepTyping,
  readTyping,
  useLatest,
  usePerson,
  useSaver,
  useTimeZone,
  useTypingName,
} from '../../data';
import { placedIssues, recordErrors, saveFailureOf } from '../../form/form-errors';
import { FieldInput, SuggestField } from '../../inputs';
import {
  isTyped,
  knownSymptoms,
  nothingTyped,
  type SymptomTyping,
  symptomDraft,
  typingOf,
} from './quick-symptom';
import { SeverityInput } from './SeverityInput';
import styles from './symptoms.module.css';
import { wallClockOf } from '../../../../shared/rules/time';

const { fields } = entities.symptomjournals;
const shownFields = ['symptomType', 'severity', 'symptomInfo', 'symptomDate', 'symptomTime'];

type Props = {
  patient: string;
  /** Noted before, newest first: their names are offered. */
  symptoms: readonly Symptom[];
};

/** A symptom in one line: what, how bad, a note; of now unless said otherwise. Enter saves, and it can be undone. */
export function QuickSymptom(props: Props) {
  const person = usePerson();
  const name = useTypingName(`quick-symptom:${props.patient}`);
  if (!may(person, 'create', entities.symptomjournals) || name === null) return null;
  return <Entry key={name} {...props} name={name} />;
}

type Trouble = { errors: Readonly<Record<string, string>>; failure?: unknown };
const noTrouble: Trouble = { errors: {} };

function Entry({ patient, symptoms, name }: Props & { name: string }) {
  const timeZone = useTimeZone();
  const latest = useLatest();
  const { create, remove } = useSaver('symptomjournals');
  const [typed, setTyped] = useState(() => typingOf(readTyping(localStorage, name, new Date())));
  const [trouble, setTrouble] = useState(noTrouble);
  const [isSaving, setIsSaving] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  // Each symptom begins with a new input, whose list of names is closed.
  const [noted, setNoted] = useState(0);

  useEffect(() => {
    if (isTyped(typed)) keepTyping(localStorage, name, typed, new Date());
    else dropTyping(localStorage, name);
  }, [typed, name]);

  const change = (changes: Partial<SymptomTyping>) => {
    setTyped((before) => ({ ...before, ...changes }));
    setTrouble(noTrouble);
  };
  const save = async () => {
    if (isSaving) return;
    const draft = symptomDraft(typed, { patient, now: new Date(), timeZone });
    const asked = { checked: shownFields, given: 'all', known: shownFields } as const;
    const errors = recordErrors(entities.symptomjournals, draft, { ...asked, latest: latest() });
    if (Object.keys(errors).length > 0) {
      setTrouble({ errors });
      if (errors.symptomType) first.current?.focus();
      return;
    }
    const id = typed.id ?? newRecordId(new Date());
    setTyped({ ...typed, id });
    setIsSaving(true);
    try {
      const { record } = await create({ ...draft, id });
      notify.done(`${record.symptomType ?? 'Symptom'} noted`, () => remove(record), record.id);
      setTyped(nothingTyped);
      setTrouble(noTrouble);
      setNoted((before) => before + 1);
    } catch (error) {
      const failure = saveFailureOf(error);
      if (failure.kind !== 'invalid') setTrouble({ errors: {}, failure: error });
      else {
        const placed = placedIssues(failure.issues, shownFields);
        setTrouble(
          placed.other.length > 0 ? { errors: placed.errors, failure: error } : { errors: placed.errors },
        );
      }
    } finally {
      setIsSaving(false);
    }
  };
  const setWhen = () => {
    const { date, time } = wallClockOf(new Date(), timeZone);
    change({ when: { symptomDate: date, symptomTime: time } });
  };
  const { errors } = trouble;
  const ahead = daysToCome('symptomjournals', { ...typed.when }, { given: 'all', latest: latest() });
  const aheadAt = (name: string) => ahead.find(({ path }) => path[0] === name)?.message;

  return (
    <form
      aria-label="Note a symptom"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={styles.entry}>
        <div className={styles.type}>
          <SuggestField
            key={noted}
            ref={first}
            autoFocus={noted > 0}
            label={fields.symptomType.label}
            required
            value={typed.symptomType}
            onChange={(symptomType) => change({ symptomType })}
            suggestions={knownSymptoms(symptoms)}
            error={errors.symptomType}
          />
        </div>
        <SeverityInput value={typed.severity} onChange={(severity) => change({ severity })} />
        <div className={styles.note}>
          <FieldInput
            name="symptomInfo"
            field={{ ...fields.symptomInfo, kind: 'text' }}
            label="Note"
            value={typed.symptomInfo || undefined}
            onChange={(value) => change({ symptomInfo: typeof value === 'string' ? value : '' })}
            error={errors.symptomInfo}
          />
        </div>
        {typed.when && (
          <div className={styles.when}>
            <FieldInput
              name="symptomDate"
              field={fields.symptomDate}
              value={typed.when.symptomDate}
              onChange={(symptomDate) => change({ when: { ...typed.when, symptomDate } })}
              error={errors.symptomDate ?? aheadAt('symptomDate')}
            />
            <FieldInput
              name="symptomTime"
              field={fields.symptomTime}
              value={typed.when.symptomTime}
              onChange={(symptomTime) => change({ when: { ...typed.when, symptomTime } })}
              error={errors.symptomTime ?? aheadAt('symptomTime')}
            />
          </div>
        )}
        <div className={styles.send}>
          {!typed.when && <QuietButton label="Now" ariaLabel="Now: change date and time" onClick={setWhen} />}
          <PrimaryButton type="submit" label="Note it" loading={isSaving} />
        </div>
      </div>
      {trouble.failure !== undefined && (
        <Failure error={trouble.failure} inline onRetry={() => void save()} />
      )}
    </form>
  );
}
