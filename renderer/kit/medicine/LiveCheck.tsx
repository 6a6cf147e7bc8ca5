import { entities } from '../../../shared/entities';
import { useAnswer } from '../data/reads';
import { useClient } from '../data/clinic-context';
import { useSettled } from '../data/reference-search';
import { CheckNotes } from './CheckNotes';
import classes from './medicine.module.css';

type Props = {
  patient: unknown;
  prescriptionName: unknown;
  medication: unknown;
  /** The prescription that is changed. */
  except?: string;
};

const { fields } = entities.prescriptions;
/** Fewer letters name no medicine. */
const fewestLetters = 3;

/** What speaks against a medicine while it is typed. Never shows what was found about the name before. */
export function LiveCheck({ patient, prescriptionName, medication, except }: Props) {
  const client = useClient();
  const name = typeof prescriptionName === 'string' ? prescriptionName.trim() : '';
  const coding = fields.medication.input.safeParse(medication);
  const asked = JSON.stringify({ patient, name, coding: coding.data, except });
  const settled = useSettled(asked, 400);
  const isComplete =
    typeof patient === 'string' &&
    fields.patient.input.safeParse(patient).success &&
    fields.prescriptionName.input.safeParse(name).success &&
    name.length >= fewestLetters;
  const { data, error } = useAnswer({
    key: ['medicines', 'check', settled],
    read: (signal) => {
      const input = { patient: String(patient), prescriptionName: name, medication: coding.data, except };
      return client.medicines.check(input, { signal });
    },
    isWanted: isComplete && settled === asked,
  });
  if (!isComplete) return null;
  const isOfThis = settled === asked;
  return (
    <div role="status" aria-label="Check of this medicine">
      {isOfThis && error ? (
        <div className={classes.finding} data-tone="danger">
          <strong>NOT CHECKED.</strong> The check does not answer. It is made again when this is saved.
        </div>
      ) : isOfThis && data ? (
        <CheckNotes {...data} />
      ) : (
        <div className={classes.quiet}>Checking…</div>
      )}
    </div>
  );
}
