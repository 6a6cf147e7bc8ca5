import { entities } from '../../../shared/entities';
import { Grid, Secondary, Segmented, Stack } from '../../kit/base';
import { FieldInput } from '../../kit/inputs';
import { type DoctorAnswer, type NewDoctor, newDoctorFor } from './access';

const { fields } = entities.doctors;
const kinds = [
  { value: 'new', label: 'Make one' },
  { value: 'existing', label: 'Choose one' },
  { value: 'none', label: 'None' },
] as const;

type Props = {
  /** Of the user; a new record starts with it. */
  name: string;
  /** That the user gets; they say what a new record starts as. */
  roles: readonly string[];
  answer: DoctorAnswer;
  onChange: (answer: DoctorAnswer) => void;
  /** Messages by field; `doctor` belongs to the record that is chosen. */
  errors: Readonly<Record<string, string>>;
};

/** Which doctor record belongs to a user: made here with their name, chosen, or none, which is said. */
export function DoctorChoice({ name, roles, answer, onChange, errors }: Props) {
  const choose = (kind: DoctorAnswer['kind']) => {
    if (kind === 'new') onChange({ kind, draft: newDoctorFor(name, roles) });
    else onChange(kind === 'none' ? { kind } : { kind, id: undefined });
  };
  return (
    <Stack gap={12}>
      <Stack gap={4}>
        <Secondary>Doctor record</Secondary>
        <Segmented label="Doctor record" value={answer.kind} onChange={choose} options={kinds} />
      </Stack>
      {answer.kind === 'new' && (
        <>
          <NewRecord
            draft={answer.draft}
            errors={errors}
            onChange={(draft) => onChange({ ...answer, draft })}
          />
          <Secondary>Patients are booked with this record. Hours and room can be added later.</Secondary>
        </>
      )}
      {answer.kind === 'existing' && (
        <FieldInput
          name="doctor"
          field={{
            ...entities.users.fields.doctor,
            help: 'Whose appointments and working hours are theirs.',
          }}
          value={answer.id}
          error={errors.doctor}
          onChange={(id) => onChange({ ...answer, id })}
        />
      )}
      {answer.kind === 'none' && (
        <Secondary>
          Without a doctor record nobody can be booked with {name}, and they see no appointments of their own.
        </Secondary>
      )}
    </Stack>
  );
}

type NewRecordProps = {
  draft: NewDoctor;
  onChange: (draft: NewDoctor) => void;
  errors: Readonly<Record<string, string>>;
};

function NewRecord({ draft, onChange, errors }: NewRecordProps) {
  const names = ['firstname', 'lastname', 'profession', 'specialty'] as const;
  return (
    <Grid columns={2} min={150} gap={12}>
      {names.map((each) => (
        <FieldInput
          key={each}
          name={each}
          field={fields[each]}
          value={draft[each]}
          error={errors[each]}
          // Inputs give texts or nothing; the core checks them again.
          onChange={(value) => onChange({ ...draft, [each]: typeof value === 'string' ? value : undefined })}
        />
      ))}
    </Grid>
  );
}
