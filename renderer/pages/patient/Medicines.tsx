import { IconPlayerStop, IconPlus, IconPrinter, IconRefresh } from '@tabler/icons-react';
import type { Chart } from '../../../shared/contract';
import { entities, type Prescription } from '../../../shared/entities';
import { isTaken } from '../../../shared/rules/active';
import { may } from '../../../shared/rules/permissions';
import { IconButton, Link, Menu, type MenuItem, Panel, Secondary, Stack } from '../../kit/base';
import { SideList } from '../../kit/clinic';
import { usePerson, useToday } from '../../kit/data';
import {
  type PrescriptionSteps,
  TakenState,
  usePrescriptionPrinting,
  usePrescriptionSteps,
} from '../../kit/medicine';
import { datesOf } from './medicine-dates';
import { useNewRecord } from './new-record';
import type { Open } from './open';

/** More that is over is read in its list. */
const mostEarlier = 5;

/** What the patient takes now, what speaks against it, and what they took last. */
export function Medicines({ chart, open }: { chart: Chart; open: Open }) {
  const person = usePerson();
  const today = useToday();
  const newRecord = useNewRecord(chart);
  const steps = usePrescriptionSteps();
  const taken = chart.prescriptions.filter((each) => isTaken(each, today));
  const over = chart.prescriptions.filter((each) => !isTaken(each, today));
  return (
    <Panel
      title="Medicines"
      count={taken.length || undefined}
      action={
        <>
          {over.length > mostEarlier && (
            <Link
              to={`/prescriptions?patient=${chart.patient.id}`}
            >{`All ${chart.prescriptions.length}`}</Link>
          )}
          {may(person, 'create', entities.prescriptions) && !chart.patient.deletedAt && (
            <IconButton
              label="Prescribe"
              icon={IconPlus}
              onClick={() => open.record(newRecord('prescriptions'))}
            />
          )}
        </>
      }
    >
      <Stack>
        <SideList
          nothing="No active prescription."
          items={taken.map((each) => ({
            key: each.id,
            title: <Name of={each} />,
            detail: (
              <>
                <Words of={each} today={today} />
                <TakenState check={chart.checks[each.id]} reason={each.overrideReason} among={chart.checks} />
              </>
            ),
            right: <StepsMenu of={each} steps={steps} />,
          }))}
        />
        {over.length > 0 && <Earlier {...{ over, today, steps }} />}
      </Stack>
      {steps.dialog}
    </Panel>
  );
}

type EarlierProps = { over: readonly Prescription[]; today: string; steps: PrescriptionSteps };

function Earlier({ over, today, steps }: EarlierProps) {
  return (
    <Stack gap={4}>
      <Secondary>Earlier</Secondary>
      <SideList
        items={over.slice(0, mostEarlier).map((each) => ({
          key: each.id,
          title: <Name of={each} />,
          detail: <Words of={each} today={today} />,
          right: <StepsMenu of={each} steps={steps} />,
        }))}
      />
    </Stack>
  );
}

const Name = ({ of }: { of: Prescription }) => (
  <Link to={`/prescriptions/${of.id}`} look="name">
    {of.prescriptionName ?? 'Prescription'}
  </Link>
);

/** Amount, then when; of what is over also how it ended. */
function Words({ of, today }: { of: Prescription; today: string }) {
  const ended = { active: undefined, stopped: 'stopped', completed: 'completed' }[of.status ?? 'active'];
  const when = [datesOf(of, today), ended].filter(Boolean).join(', ');
  return [of.amount, when].filter(Boolean).map((line) => <div key={line}>{line}</div>);
}

/** Renew, stop and print, for those who may. */
function StepsMenu({ of, steps }: { of: Prescription; steps: PrescriptionSteps }) {
  const { print, mayPrint } = usePrescriptionPrinting();
  const items: MenuItem[] = [];
  if (steps.mayRenew(of))
    items.push({ label: 'Renew', icon: IconRefresh, onSelect: () => void steps.renew(of) });
  if (steps.mayStop(of))
    items.push({ label: 'Stop', icon: IconPlayerStop, onSelect: () => void steps.stop(of) });
  if (mayPrint(of)) items.push({ label: 'Print', icon: IconPrinter, onSelect: () => void print([of]) });
  if (items.length === 0) return null;
  return <Menu label={`More for ${of.prescriptionName ?? 'this prescription'}`} items={items} />;
}
