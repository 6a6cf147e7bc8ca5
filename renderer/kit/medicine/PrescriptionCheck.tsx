import type { Prescription } from '../../../shared/entities';
import { Link } from '../base/Link';
import { Section } from '../base/Section';
import { useClient } from '../data/clinic-context';
import { useAnswer, useRecord } from '../data/reads';
import { formatDate } from '../format';
import { CheckNotes } from './CheckNotes';
import classes from './medicine.module.css';

/**
 * What speaks against a prescription: as things stand now while it is taken, else as it was found when it was
 * prescribed. With the reason for going on, and what it renews.
 */
export function PrescriptionCheck({ prescription }: { prescription: Prescription }) {
  const { id, checkResult, overrideReason, renews } = prescription;
  const client = useClient();
  const { data, error } = useAnswer({
    key: ['medicines', 'recheck', id, prescription.revision],
    read: (signal) => client.medicines.recheck({ id }, { signal }),
  });
  const checked = data?.checked;
  return (
    <Section title="Check">
      <div className={classes.words}>
        {checked && <CheckNotes {...checked} />}
        {data && !checked && checkResult && (
          <>
            <div className={classes.quiet}>As it was found when it was prescribed; it is not taken now.</div>
            <CheckNotes result={checkResult} isOver />
          </>
        )}
        {data && !checked && !checkResult && (
          <div className={classes.quiet}>Not checked; it is not taken now.</div>
        )}
        {error && (
          <div className={classes.finding} data-tone="danger" role="alert">
            <strong>NOT CHECKED.</strong> The check does not answer.
            {data && ' Below is what it found before.'}
          </div>
        )}
        {!data && !error && <div className={classes.quiet}>Checking…</div>}
        {overrideReason && <div className={classes.reason}>Reason for going on: {overrideReason}</div>}
        {renews && <Renewed id={renews} />}
      </div>
    </Section>
  );
}

/** The prescription before this one. */
function Renewed({ id }: { id: string }) {
  const { data } = useRecord('prescriptions', id);
  const { prescriptionName = 'Prescription', dateprescribed } = data?.record ?? {};
  if (!data) return null;
  return (
    <div className={classes.quiet}>
      Renews{' '}
      <Link to={`/prescriptions/${id}`}>
        {prescriptionName}
        {dateprescribed && `, ${formatDate(dateprescribed)}`}
      </Link>
    </div>
  );
}
