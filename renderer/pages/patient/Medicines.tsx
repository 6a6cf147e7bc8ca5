import { IconPlus } from '@tabler/icons-react';
import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { IconButton, Link, Panel } from '../../kit/base';
import { SideList } from '../../kit/clinic';
import { usePerson } from '../../kit/data';
import { useNewRecord } from './new-record';
import type { Open } from './open';

/** What the patient takes now. */
export function Medicines({ chart, open }: { chart: Chart; open: Open }) {
  const person = usePerson();
  const newRecord = useNewRecord(chart);
  // Records of older systems have no status; they are kept apart by it only where it is known.
  const active = chart.prescriptions.filter((each) => each.status === 'active' || each.status === undefined);
  return (
    <Panel
      title="Medicines"
      count={active.length || undefined}
      action={
        may(person, 'create', entities.prescriptions) &&
        !chart.patient.deletedAt && (
          <IconButton
            label="Prescribe"
            icon={IconPlus}
            onClick={() => open.record(newRecord('prescriptions'))}
          />
        )
      }
    >
      <SideList
        nothing="No active prescription."
        items={active.map((each) => ({
          key: each.id,
          title: (
            <Link to={`/prescriptions/${each.id}`} look="name">
              {each.prescriptionName ?? 'Prescription'}
            </Link>
          ),
          detail: each.amount,
          right: each.dateprescribed?.slice(0, 4),
        }))}
      />
    </Panel>
  );
}
