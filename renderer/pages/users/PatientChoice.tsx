import { entities } from '../../../shared/entities';
import { Row, Secondary, SoftButton, Stack } from '../../kit/base';
import { useReferenceSearch } from '../../kit/data';
import { FieldInput } from '../../kit/inputs';

type Props = { name: string; value: unknown; error?: string; onChange: (patient: unknown) => void };

/**
 * Which patient a user is. Patients of that name are offered and none is chosen beforehand: whoever it is sees the whole
 * record from then on.
 */
export function PatientChoice({ name, value, error, onChange }: Props) {
  const isOpen = value === undefined || value === null;
  const alike = useReferenceSearch('patients', name, isOpen).options.slice(0, 3);
  return (
    <Stack gap={8}>
      <FieldInput
        name="patient"
        field={{
          ...entities.users.fields.patient,
          required: true,
          help: 'They see this record and no other.',
        }}
        value={value}
        error={error}
        onChange={onChange}
      />
      {isOpen && alike.length > 0 && (
        <Row gap={8}>
          <Secondary>Perhaps</Secondary>
          {alike.map(({ id, label, detail }) => (
            <SoftButton
              key={id}
              size="small"
              label={[label, detail].filter(Boolean).join(', ')}
              onClick={() => onChange(id)}
            />
          ))}
        </Row>
      )}
    </Stack>
  );
}
