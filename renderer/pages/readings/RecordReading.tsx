import { useEffect, useState } from 'react';
import { may } from '../../../shared/rules/permissions';
import { readingRecords } from '../../../shared/rules/readings/access';
import { wallClockOf } from '../../../shared/rules/time';
import { calendarDate, clockTime } from '../../../shared/schema';
import {
  DefaultButton,
  Dialog,
  Failure,
  Grid,
  notify,
  PrimaryButton,
  QuietButton,
  Stack,
} from '../../kit/base';
import { shortLabelOf, unitsOf, useReadingUnits } from '../../kit/clinic';
import { readingGroups } from '../../../shared/rules/readings/groups';
import {
  dropTyping,
  keepTyping,
  readTyping,
  usePerson,
  useReadingCalls,
  useTimeZone,
  useTypingName,
} from '../../kit/data';
import { FormNotices, saveFailureOf } from '../../kit/form';
import { FieldInput, SelectField, TextField } from '../../kit/inputs';
import {
  givenReadings,
  groupOf,
  hasErrors,
  isReadingTyped,
  noReadingErrors,
  placedReadingIssues,
  startReading,
  timeErrors,
  type TypedReading,
} from './typed-reading';

const dateField = calendarDate({ label: 'Date', level: 'clinical', required: true });
const timeField = clockTime({ label: 'Time', level: 'clinical', required: true });
const form = 'enter-reading';

type Props = { opened: boolean; patient: string; onClose: () => void };

/** A reading by hand: a value, or the two of a blood pressure, in whichever unit, at a date and time. */
export function RecordReading({ opened, patient, onClose }: Props) {
  const name = useTypingName(`reading:${patient}`);
  const [isSaving, setIsSaving] = useState(false);
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Enter a reading"
      actions={
        <>
          <DefaultButton label="Close" onClick={onClose} />
          <PrimaryButton label="Save" type="submit" form={form} loading={isSaving} />
        </>
      }
    >
      {opened && name !== null && <Fields {...{ patient, name, onClose, isSaving }} onSaving={setIsSaving} />}
    </Dialog>
  );
}

type FieldsProps = {
  patient: string;
  name: string;
  onClose: () => void;
  isSaving: boolean;
  onSaving: (isSaving: boolean) => void;
};

function Fields({ patient, name, onClose, isSaving, onSaving }: FieldsProps) {
  const timeZone = useTimeZone();
  const person = usePerson();
  const units = useReadingUnits();
  const calls = useReadingCalls(patient);
  const start = (kept: unknown) => {
    const usual = (of: (typeof readingGroups)[number]) => units.of(of.kinds[0]).unit.code;
    return startReading(kept, usual, { now: new Date(), timeZone });
  };
  const [kept] = useState(() => readTyping(localStorage, name, new Date()));
  const [first] = useState(() => start(kept));
  const [typed, setTyped] = useState(first);
  const [broughtBack, setBroughtBack] = useState(kept && isReadingTyped(first) ? kept : null);
  const [isKept, setIsKept] = useState(true);
  // Discarding draws the form anew, with the cursor where a new one has it.
  const [round, setRound] = useState(0);
  const [errors, setErrors] = useState(noReadingErrors);
  const [failure, setFailure] = useState<unknown>();
  const group = groupOf(typed.group) ?? readingGroups[0];

  useEffect(() => {
    if (isReadingTyped(typed)) return setIsKept(keepTyping(localStorage, name, typed, new Date()));
    dropTyping(localStorage, name);
    setIsKept(true);
  }, [typed, name]);

  if (!group) return null;
  const change = (changes: Partial<TypedReading>) => {
    setTyped((before) => ({ ...before, ...changes }));
    setErrors(noReadingErrors);
    setFailure(undefined);
  };
  const setValue = (index: number, text: string) =>
    change({ values: group.kinds.map((_, at) => (at === index ? text : (typed.values[at] ?? ''))) });

  const discard = () => {
    setBroughtBack(null);
    change(start(null));
    setRound(round + 1);
  };
  const hasOldTime = typed.date === first.date && typed.time === first.time;
  const takeBack = async (saved: ReturnType<typeof givenReadings>['readings']) => {
    for (const { kind, takenAt, value, unit } of saved) {
      const code = group.kinds.find((each) => each === kind);
      if (!code) continue;
      const rows = await calls.taken(code, takenAt);
      const mine = rows.find(
        (row) =>
          row.origin === 'entered' &&
          !row.withdrawn &&
          (row.given ? row.given.value === value && row.given.unit === unit : row.value === value),
      );
      if (mine) await calls.withdraw({ kind: code, id: mine.id, takenAt }, 'Taken back after it was entered');
    }
  };
  const save = async () => {
    if (isSaving) return;
    const given = givenReadings(typed, { now: new Date(), timeZone });
    if (hasErrors(given.errors)) {
      setErrors(given.errors);
      return;
    }
    onSaving(true);
    try {
      const note = typed.note.trim();
      const answer = await calls.record({ readings: given.readings, ...(note && { note }) });
      dropTyping(localStorage, name);
      const undo = may(person, 'remove', readingRecords) ? () => takeBack(given.readings) : undefined;
      if (answer.recorded > 0) notify.done(`${group.label} saved`, undo);
      else notify.done(`${group.label} was there already`);
      onClose();
    } catch (error) {
      const refusal = saveFailureOf(error);
      if (refusal.kind === 'invalid')
        setErrors(placedReadingIssues(refusal.issues, typed, { now: new Date(), timeZone }));
      else setFailure(error);
    } finally {
      onSaving(false);
    }
  };

  const choices = unitsOf(group);
  const ahead = timeErrors(typed, { now: new Date(), timeZone });
  return (
    <form
      id={form}
      aria-label="Enter a reading"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        <FormNotices
          {...{ broughtBack, isKept }}
          onDiscard={discard}
          more={
            hasOldTime
              ? {
                  text: 'It still has the date and time it had then.',
                  action: (
                    <QuietButton
                      size="small"
                      label="Change to now"
                      onClick={() => change(wallClockOf(new Date(), timeZone))}
                    />
                  ),
                }
              : undefined
          }
        />
        <SelectField
          label="Reading"
          value={group.key}
          options={readingGroups.map(({ key, label }) => ({ value: key, label }))}
          onChange={(key) => {
            const next = groupOf(key);
            if (next) change({ group: key, values: [], unit: units.of(next.kinds[0]).unit.code });
          }}
        />
        <Grid columns={3} min={130}>
          {group.kinds.map((kind, index) => (
            <TextField
              key={`${kind} ${round}`}
              label={group.kinds.length > 1 ? shortLabelOf(kind) : 'Value'}
              value={typed.values[index] ?? ''}
              onChange={(text) => setValue(index, text)}
              error={errors.values[index]}
              required
              autoFocus={index === 0}
            />
          ))}
          <SelectField
            label="Unit"
            value={typed.unit}
            options={choices.map(({ code, label }) => ({ value: code, label }))}
            onChange={(unit) => change({ unit })}
            error={errors.unit}
            disabled={choices.length < 2}
          />
        </Grid>
        <Grid columns={3} min={130}>
          <FieldInput
            name="date"
            field={dateField}
            value={typed.date}
            onChange={(date) => change({ date })}
            error={errors.date ?? ahead.date}
          />
          <FieldInput
            name="time"
            field={timeField}
            value={typed.time}
            onChange={(time) => change({ time })}
            error={errors.time ?? ahead.time}
          />
        </Grid>
        <TextField label="Note" value={typed.note} onChange={(note) => change({ note })} />
        {errors.other.map((message) => (
          <Failure key={message} error={new Error(message)} inline />
        ))}
        {failure !== undefined && <Failure error={failure} onRetry={() => void save()} inline />}
      </Stack>
    </form>
  );
}
