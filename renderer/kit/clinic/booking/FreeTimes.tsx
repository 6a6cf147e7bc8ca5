import { QuietButton } from '../../base/Button';
import { Loading } from '../../base/Loading';
import { Failure } from '../../base/Failure';
import { formatLongDate } from '../../format';
import styles from './booking.module.css';
import type { FreeTimesAnswer } from './use-free-times';

type Props = {
  answer: FreeTimesAnswer;
  date: string;
  /** Why there is no time at all that day. */
  closed?: string;
  /** On whose hours the times rest, where they are not the doctor's own. */
  assumed?: string;
  chosen: string | undefined;
  onChoose: (time: string) => void;
  /** Looks for the next day with room; absent while that is under way. */
  onNextDay?: () => void;
  error?: string;
};

/** The free times of a doctor on a day, each a button. */
export function FreeTimes({ answer, date, closed, assumed, chosen, onChoose, onNextDay, error }: Props) {
  const { times, isLoading, failure, refetch } = answer;
  return (
    <fieldset className={styles.times}>
      <legend className={styles.legend}>Free on {formatLongDate(date)}</legend>
      {failure && <Failure error={failure} inline onRetry={refetch} />}
      {isLoading && <Loading rows={1} columns={5} />}
      {times && times.length === 0 && (
        <p className={styles.none}>
          {closed ?? 'No free time of this length.'}
          {onNextDay && <QuietButton size="small" label="Find the next free day" onClick={onNextDay} />}
        </p>
      )}
      {times && <TimeButtons times={times} chosen={chosen} onChoose={onChoose} />}
      {assumed && !closed && <p className={styles.help}>{assumed}</p>}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** Clock times as a row of buttons, the chosen one filled. */
export function TimeButtons({
  times,
  chosen,
  onChoose,
}: {
  times: readonly string[];
  chosen?: string;
  onChoose: (time: string) => void;
}) {
  return (
    <div className={styles.chips}>
      {times.map((time) => (
        <button
          key={time}
          type="button"
          className={styles.chip}
          aria-pressed={time === chosen}
          onClick={() => onChoose(time)}
        >
          {time}
        </button>
      ))}
    </div>
  );
}
