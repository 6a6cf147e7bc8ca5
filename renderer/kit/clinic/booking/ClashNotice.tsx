import { QuietButton } from '../../base/Button';
import { clockTimeOf, minuteOfDay } from '../../../../shared/rules/slots';
import type { BookingClash } from '../use-appointment-steps';
import styles from './booking.module.css';
import { TimeButtons } from './FreeTimes';

/** "Dr Joshi already sees Tanmay Kulkarni 10:00–10:20." as far as the asker may know it. */
export function clashSentence({ holder, clash }: BookingClash): string {
  if (!clash)
    return holder === 'patient' ? 'You already have an appointment at that time.' : 'That time is taken.';
  const end = clockTimeOf(Math.min(minuteOfDay(clash.time) + clash.minutes, 1_439));
  const span = `${clash.time}–${end}`;
  const doctor = clash.doctorName ?? 'The doctor';
  const patient = clash.patientName ?? 'someone';
  return {
    doctor: `${doctor} already sees ${patient} ${span}.`,
    patient: `${patient} already has an appointment with ${doctor} ${span}.`,
    room: `${clash.room ?? 'The room'} is taken by ${doctor} ${span}.`,
  }[holder];
}

type Props = {
  clash: BookingClash;
  /** Free times before this one are past. */
  from?: string;
  onChoose: (time: string) => void;
  /** Opens the way to book all the same; absent for those who may not. */
  onOverbook?: () => void;
};

/** Why a time cannot be had, and the times next to it that can. Announced at once. */
export function ClashNotice({ clash, from = '00:00', onChoose, onOverbook }: Props) {
  const free = clash.freeTimes.filter((time) => time >= from);
  return (
    <div role="alert" className={styles.clash}>
      <p className={styles.clashWords}>{clashSentence(clash)}</p>
      <div className={styles.clashLine}>
        {free.length > 0 ? (
          <>
            <span>Next free</span>
            <TimeButtons times={free} onChoose={onChoose} />
          </>
        ) : (
          <span>The day has no free time of this length left.</span>
        )}
        {onOverbook && <QuietButton size="small" label="Overbook…" onClick={onOverbook} />}
      </div>
    </div>
  );
}
