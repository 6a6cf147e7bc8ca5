import { DangerButton, DefaultButton, PrimaryButton, QuietButton } from '../../base/Button';
import { useOnline } from '../../data';
import styles from './booking.module.css';
import type { BookingRequest } from './request';
import { requestWords } from './request';
import type { Booking } from './use-booking';

type Props = {
  booking: Booking;
  kind: BookingRequest['kind'];
  /** The chosen time, when it is one. */
  time: string | undefined;
  isOverbooking: boolean;
  onClose: () => void;
};

/** The buttons of the booking form; each names its result. */
export function BookingFoot({ booking, kind, time, isOverbooking, onClose }: Props) {
  const { isLive } = useOnline();
  const words = requestWords[kind];
  const paused = isLive
    ? undefined
    : 'Booking pauses while the database does not answer, so that no time is given twice.';
  const needsReason = booking.draft.overbookedReason ? undefined : 'Overbooking needs a reason.';
  return (
    <div className={styles.foot}>
      {booking.isKept && (
        <span className={styles.kept}>
          Kept from before.
          <QuietButton size="small" label="Start anew" onClick={booking.startAnew} />
        </span>
      )}
      <span className={styles.gap} />
      <DefaultButton label={words.close} onClick={onClose} />
      {isOverbooking ? (
        <DangerButton
          type="submit"
          label={`Overbook at ${time ?? ''}`}
          loading={booking.isBusy}
          disabledReason={paused ?? needsReason}
        />
      ) : (
        <PrimaryButton
          type="submit"
          label={time ? `${words.sendAt} ${time}` : words.send}
          loading={booking.isBusy}
          shortcut="mod+Enter"
          disabledReason={paused}
        />
      )}
    </div>
  );
}
