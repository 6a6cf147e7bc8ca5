import type { Symptom } from '../../../shared/entities';
import { Link } from '../../kit/base';
import { formatDate } from '../../kit/format';
import { PlainTable } from '../../kit/record';

const mostRows = 12;

/** The last symptoms, each leading to its record. */
export function SymptomList({ symptoms }: { symptoms: readonly Symptom[] }) {
  return (
    <PlainTable
      label="Symptoms noted last"
      rows={symptoms.slice(0, mostRows)}
      keyOf={({ id }) => id}
      columns={[
        {
          label: 'When',
          cell: ({ symptomDate, symptomTime }) =>
            [symptomDate && formatDate(symptomDate), symptomTime].filter(Boolean).join(' '),
        },
        {
          label: 'Symptom',
          cell: ({ id, symptomType }) => (
            <Link to={`/symptomjournals/${id}`} look="name">
              {symptomType ?? 'Symptom'}
            </Link>
          ),
        },
        { label: 'Severity', isNumber: true, cell: ({ severity }) => severity },
        { label: 'Note', cell: ({ symptomInfo }) => symptomInfo },
      ]}
    />
  );
}
