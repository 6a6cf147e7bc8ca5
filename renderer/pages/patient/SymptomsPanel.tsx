import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { Link, Panel } from '../../kit/base';
import { SideList, symptomKinds } from '../../kit/clinic';
import { usePerson } from '../../kit/data';
import { formatDate } from '../../kit/format';

/** Older ones are on their page. */
const mostShown = 4;

/** The last entry of each symptom up to today, and the way to their curves. */
export function SymptomsPanel({ chart, today }: { chart: Chart; today: string }) {
  const person = usePerson();
  if (!may(person, 'read', entities.symptomjournals)) return null;
  const felt = chart.symptomjournals.filter(({ symptomDate = '' }) => symptomDate <= today);
  const kinds = symptomKinds(felt);
  return (
    <Panel title="Symptoms" action={<Link to={`/patients/${chart.patient.id}/symptoms`}>Curves</Link>}>
      <SideList
        nothing="None is noted."
        items={kinds.slice(0, mostShown).map(({ key, label, entries: [last] }) => ({
          key,
          title: label,
          right: last?.severity === undefined ? undefined : `${last.severity} of 10`,
          detail: last?.symptomDate && formatDate(last.symptomDate),
        }))}
      />
    </Panel>
  );
}
