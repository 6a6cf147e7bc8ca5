import { QuietButton } from '../base/Button';
import { errorWords } from '../base/error-words';
import { formatNumber } from '../format';
import classes from './cohort.module.css';
import { useLiveCount } from './use-live-count';

/** How many patients meet what stands in the form now. */
export function LiveTotal({ values }: { values: Readonly<Record<string, unknown>> }) {
  const { counted, isCurrent, unfinished, error, retry } = useLiveCount(values);
  if (error) {
    return (
      <div className={classes.total} role="status">
        Not counted: {errorWords(error).title}. <QuietButton label="Try again" size="small" onClick={retry} />
      </div>
    );
  }
  return (
    <div className={classes.total} role="status">
      {counted ? (
        <span className={classes.count} data-old={!isCurrent || undefined}>
          <strong>{formatNumber(counted.count)}</strong> of {formatNumber(counted.of)} patients
        </span>
      ) : (
        'Counting…'
      )}
      {counted && !isCurrent && <span>Counting…</span>}
      {unfinished > 0 && (
        <span>
          {unfinished === 1
            ? '1 criterion is not complete and'
            : `${unfinished} criteria are not complete and`}{' '}
          not counted yet.
        </span>
      )}
      {isCurrent && counted?.notes.map((note) => <span key={note}>{note}</span>)}
    </div>
  );
}
