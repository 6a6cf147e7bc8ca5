import type { Patient } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { readingRecords } from '../../../shared/rules/readings/access';
import { Failure, Link, Panel } from '../../kit/base';
import { latestOfGroups, SideList, useReadingUnits } from '../../kit/clinic';
import { usePerson, useReadingSummary, useTimeZone } from '../../kit/data';
import { formatInstant, formatNumber } from '../../kit/format';

/** The last reading of each kind that a device or the patient measured, with a mark where it is outside its limits. */
export function ReadingsPanel({ patient }: { patient: Patient }) {
  const person = usePerson();
  const timeZone = useTimeZone();
  const units = useReadingUnits();
  const mayRead = may(person, 'read', readingRecords);
  const { data, error, refetch } = useReadingSummary(patient.id, { isWanted: mayRead });
  if (!mayRead) return null;
  const mayAdd = may(person, 'create', readingRecords) && !patient.deletedAt;
  return (
    <Panel
      title="Readings"
      action={
        <Link to={`/patients/${patient.id}/readings`}>{mayAdd ? 'Curves and new ones' : 'Curves'}</Link>
      }
    >
      {error && !data && <Failure error={error} onRetry={refetch} inline />}
      {data && (
        <SideList
          nothing="No device or patient sent any yet."
          items={latestOfGroups(data.kinds, units).map((each) => ({
            key: each.group.key,
            title: (
              <Link
                to={`/patients/${patient.id}/readings?show=${each.group.key},visits,medicines`}
                look="name"
              >
                {each.group.label}
              </Link>
            ),
            right: `${each.side ? { above: '▲ ', below: '▼ ' }[each.side] : ''}${each.value} ${each.unit}`,
            detail: [
              formatInstant(each.takenAt, timeZone),
              each.side && `${each.side} its limits`,
              each.outsideLately > 0 && `${formatNumber(each.outsideLately)} outside in 30 days`,
              each.isBeingCounted && 'being counted with the new limits',
            ]
              .filter(Boolean)
              .join(', '),
            ...(each.side && { rightTone: 'warn' as const }),
          }))}
        />
      )}
    </Panel>
  );
}
