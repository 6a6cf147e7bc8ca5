import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Patient } from '../../../../shared/entities';
import { entities } from '../../../../shared/entities';
import { Avatar } from '../../base/Avatar';
import { Tag } from '../../base/Tag';
import { formatAgeInWords, formatDate } from '../../format';
import { alertLines, isAllergyAlert } from '../../medicine/allergy-alerts';
import styles from './chart.module.css';

type Props = {
  patient: Patient;
  /** There is an alert or an allergy, perhaps one whose text this person may not read. */
  hasAlerts: boolean;
  /** The active ones, as in "penicillin (anaphylaxis)"; undefined where they may not be read. */
  allergies?: readonly string[];
  today: string;
  /** How today's visit stands: "In visit since 09:32". */
  state?: ReactNode;
  actions?: ReactNode;
};

const { patients } = entities;

/** Who this is, and what must be known first; stays in sight while the chart scrolls. */
export function PatientBanner({ patient, hasAlerts, allergies, today, state, actions }: Props) {
  const name = patients.title(patient);
  const sex = patients.fields.sex.choices?.find((each) => each.value === patient.sex)?.label.toLowerCase();
  const years = formatAgeInWords(patient.dateOfBirth, today, 'y');
  return (
    <header className={styles.banner}>
      <Avatar name={name} round={false} size={44} image={patient.photo} />
      <div className={styles.who}>
        <div className={styles.nameLine}>
          <h1 className={styles.name}>{name}</h1>
          <span className={styles.fact}>{[years, sex].filter(Boolean).join(', ')}</span>
          {patient.dateOfBirth && <span className={styles.fact}>born {formatDate(patient.dateOfBirth)}</span>}
          {patient.recordNumber && <span className={styles.number}>{patient.recordNumber}</span>}
          {state}
        </div>
        <Alerts {...{ patient, hasAlerts, allergies }} />
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

const filledTriangle = <IconAlertTriangleFilled size={14} aria-hidden />;

/** As forms and lists mark them, allergies first; never cut. Without their text, only that there are some. */
function Alerts({ patient, hasAlerts, allergies }: Pick<Props, 'patient' | 'hasAlerts' | 'allergies'>) {
  const lines = alertLines(patient.alerts).toSorted(
    (one, other) => Number(isAllergyAlert(other)) - Number(isAllergyAlert(one)),
  );
  const isHidden = hasAlerts && lines.length === 0 && !allergies?.length;
  return (
    <div className={styles.alerts}>
      {allergies && allergies.length > 0 && (
        <Tag tone="danger" icon={filledTriangle}>
          {allergies.length === 1 ? 'Allergy: ' : 'Allergies: '}
          <strong>{allergies.join(', ')}</strong>
        </Tag>
      )}
      {allergies?.length === 0 && !lines.some(isAllergyAlert) && (
        <span className={styles.noAlerts}>
          {patient.noKnownAllergies ? 'No known allergies' : 'No allergies recorded'}
        </span>
      )}
      {lines.map((line) => (
        <Tag key={line} tone="danger" icon={filledTriangle}>
          {line}
        </Tag>
      ))}
      {isHidden && (
        <Tag tone="danger" icon={filledTriangle}>
          Alert
        </Tag>
      )}
      {!allergies && !hasAlerts && <span className={styles.noAlerts}>No alerts noted</span>}
      {patient.language && <Tag>{patient.language}</Tag>}
    </div>
  );
}
