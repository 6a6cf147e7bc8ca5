import { type DraftNamed, entities } from '../../../shared/entities';
import { draftSchema } from '../../../shared/schema';
import { Grid, Stack } from '../../kit/base';
import { FieldInput, SelectField } from '../../kit/inputs';
import type { FieldErrors } from '../../kit/shell';

/** A clinic while it is typed. */
export type ClinicDraft = Partial<DraftNamed<'clinics'>>;
type Name = keyof ClinicDraft & string;

const zoneHere = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** The time zone of this computer is the clinic's, most likely. */
export const emptyClinic: ClinicDraft = { timeZone: zoneHere };

const zones = [...new Set([zoneHere, ...Intl.supportedValuesOf('timeZone')])].sort();

/** What is wrong at which field of the clinic. */
export function clinicProblems(draft: ClinicDraft): FieldErrors {
  const issues = draftSchema(entities.clinics).safeParse(draft).error?.issues ?? [];
  return Object.fromEntries(
    issues.map(({ path, message }) => [
      String(path[0]),
      draft[path[0] as Name] === undefined ? 'Fill this in' : message,
    ]),
  );
}

type Props = {
  value: ClinicDraft;
  errors: FieldErrors;
  onChange: (name: Name, value: unknown) => void;
};

const addressFields = ['address', 'city', 'state', 'zip'] as const;

/** The clinic as the set-up asks for it; everything else is on its own page later. */
export function ClinicFields({ value, errors, onChange }: Props) {
  const { fields } = entities.clinics;
  const input = (name: Name, autoFocus?: boolean) => (
    <FieldInput
      key={name}
      name={name}
      field={fields[name]}
      value={value[name]}
      error={errors[name]}
      autoFocus={autoFocus}
      onChange={(next) => onChange(name, next)}
    />
  );
  return (
    <Stack gap={16}>
      {input('clinicname', true)}
      <Grid columns={2}>
        {addressFields.map((name) => input(name))}
        {input('phone')}
        <SelectField
          label="Time zone"
          help="Appointment times are meant in it."
          searchable
          value={value.timeZone ?? null}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          onChange={(zone) => onChange('timeZone', zone)}
        />
      </Grid>
      {input('rooms')}
    </Stack>
  );
}
