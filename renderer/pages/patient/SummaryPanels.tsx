import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { Chart } from '../../../shared/contract';
import { type Allergy, entities, type Immunization, type Problem } from '../../../shared/entities';
import { isActive } from '../../../shared/rules/active';
import { may } from '../../../shared/rules/permissions';
import { IconButton, Link, Panel, Tag } from '../../kit/base';
import { SideList } from '../../kit/clinic';
import { usePerson, useToday } from '../../kit/data';
import { type EditionWithout, useMissingCodes } from '../../kit/data/missing-codes';
import { formatPartialDate } from '../../kit/format';
import { latestByVaccine } from './summary';
import { useNewRecord } from './new-record';
import type { Open } from './open';

type Props = { chart: Chart; open: Open };
type Kind = 'problems' | 'allergies' | 'immunizations';

/** More vaccines than these are read in their list. */
const mostVaccines = 6;

/** What the person has: active problems, the newest first. */
export function Problems({ chart, open }: Props) {
  const active = chart.problems.filter(isActive);
  const codings = useMemo(() => chart.problems.flatMap(({ coding }) => coding ?? []), [chart.problems]);
  const editionWithout = useMissingCodes(codings);
  return (
    <SummaryPanel {...{ chart, open }} kind="problems" title="Problems" shown={active.length}>
      <SideList
        nothing="No active problem."
        items={active.map((each: Problem) => ({
          key: each.id,
          title: <RecordLink kind="problems" id={each.id} text={each.problem} />,
          right: each.onset && each.onset.slice(0, 4),
          detail: codeNotHere(each.coding, editionWithout),
        }))}
      />
    </SummaryPanel>
  );
}

function codeNotHere(coding: Problem['coding'], editionWithout: EditionWithout) {
  const edition = coding && editionWithout(coding);
  return edition && <Tag tone="warn">{`${coding.code} is not in ${edition}`}</Tag>;
}

/** What the person must not get: active allergies in red; that there are none only where it was asked. */
export function Allergies({ chart, open }: Props) {
  const active = chart.allergies.filter(isActive);
  const nothing = chart.patient.noKnownAllergies ? 'No known allergies.' : 'No allergies are recorded.';
  return (
    <SummaryPanel {...{ chart, open }} kind="allergies" title="Allergies" shown={active.length}>
      <SideList
        nothing={nothing}
        items={active.map((each: Allergy) => ({
          key: each.id,
          tone: 'danger' as const,
          title: <RecordLink kind="allergies" id={each.id} text={each.substance} />,
          detail: [
            each.reaction,
            each.onset?.slice(0, 4),
            each.verification === 'unconfirmed' && 'not confirmed',
          ]
            .filter(Boolean)
            .join(', '),
          right: each.severity,
        }))}
      />
    </SummaryPanel>
  );
}

/** The last of each vaccine, and what is due. */
export function Immunizations({ chart, open }: Props) {
  const today = useToday();
  const latest = latestByVaccine(chart.immunizations);
  const shown = latest.slice(0, mostVaccines);
  return (
    <SummaryPanel {...{ chart, open }} kind="immunizations" title="Immunizations" shown={shown.length}>
      <SideList
        nothing="None is recorded."
        items={shown.map((each: Immunization) => {
          const isDue = each.nextDue !== undefined && each.nextDue <= today;
          return {
            key: each.id,
            title: <RecordLink kind="immunizations" id={each.id} text={each.vaccine} />,
            right: isDue ? 'due now' : formatPartialDate(each.date?.slice(0, 7) ?? ''),
            rightTone: isDue ? ('warn' as const) : undefined,
          };
        })}
      />
    </SummaryPanel>
  );
}

const RecordLink = ({ kind, id, text = 'Not named' }: { kind: Kind; id: string; text?: string }) => (
  <Link to={`/${kind}/${id}`} look="name">
    {text}
  </Link>
);

type PanelProps = Props & {
  kind: Kind;
  title: string;
  /** How many of the records the panel shows; the list has the others. */
  shown: number;
  children: ReactNode;
};

function SummaryPanel({ chart, open, kind, title, shown, children }: PanelProps) {
  const person = usePerson();
  const newRecord = useNewRecord(chart);
  if (!may(person, 'read', entities[kind])) return null;
  const all = chart[kind].length;
  const label = `Add ${entities[kind].label.one}`;
  return (
    <Panel
      title={title}
      count={shown || undefined}
      action={
        <>
          {all > shown && <Link to={`/${kind}?patient=${chart.patient.id}`}>{`All ${all}`}</Link>}
          {may(person, 'create', entities[kind]) && !chart.patient.deletedAt && (
            <IconButton label={label} icon={IconPlus} onClick={() => open.record(newRecord(kind))} />
          )}
        </>
      }
    >
      {children}
    </Panel>
  );
}
