import {
  IconAlertCircle,
  IconCalendarX,
  IconLink,
  IconPhone,
  IconUserCheck,
  IconWritingSign,
} from '@tabler/icons-react';
import type { ClinicDay, Home } from '../../../shared/contract';
import { Link, Panel } from '../../kit/base';
import { attentionWords, SideList, WaitingList, waitingOf } from '../../kit/clinic';
import { useSession } from '../../kit/data';
import { formatAgeInWords, formatAgo } from '../../kit/format';

const icons = {
  pendingAccounts: IconUserCheck,
  unsignedVisits: IconWritingSign,
  notConfirmedTomorrow: IconPhone,
  overdue: IconCalendarX,
  unassignedRecords: IconLink,
} as const;

type Props = {
  /** Today's day; absent while another day is shown. */
  day: ClinicDay | undefined;
  home: Home | undefined;
  now: Date;
  today: string;
};

/** Beside the day: who waits, what needs someone, who was looked at last. */
export function TodaySide({ day, home, now, today }: Props) {
  const doctor = useSession().user?.doctor;
  return (
    <>
      {day && (
        <Panel
          title="Waiting room"
          count={waitingOf(day.appointments, now).length}
          action={
            <Link to="/waiting-room" look="quiet">
              Open
            </Link>
          }
        >
          <WaitingList day={day} now={now} />
        </Panel>
      )}
      {home && (
        <Panel title="Needs attention" count={home.attention.length}>
          <SideList
            nothing="Nothing for now."
            items={home.attention.map((thing) => {
              const { title, action, to } = attentionWords[thing.kind](thing, { today, doctor });
              return {
                key: thing.kind,
                icon: icons[thing.kind] ?? IconAlertCircle,
                title,
                detail: thing.detail,
                right: (
                  <Link to={to} look="quiet">
                    {action}
                  </Link>
                ),
              };
            })}
          />
        </Panel>
      )}
      {home && home.recentPatients.length > 0 && (
        <Panel title="Recent patients">
          <SideList
            items={home.recentPatients.map(({ id, name, dateOfBirth, at }) => ({
              key: id,
              title: (
                <Link to={`/patients/${id}`} look="name">
                  {name}
                </Link>
              ),
              detail: formatAgeInWords(dateOfBirth, today),
              right: formatAgo(at, now),
            }))}
          />
        </Panel>
      )}
    </>
  );
}
