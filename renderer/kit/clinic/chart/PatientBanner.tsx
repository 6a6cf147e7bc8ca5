import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Patient } from '../../../../shared/entities';
import { entities } from '../../../../shared/entities';
import { Avatar } from '../../base/Avatar';
import { Tag } from '../../base/Tag';
import { formatAge, formatDate } from '../../format';
import styles from './chart.module.css';

type Props = {
  patient: Patient;
  /** There is an alert, perhaps one whose text this person may not read. */
  hasAlerts: boolean;
  today: string;
  /** How today's visit stands: "In visit since 09:32". */
  state?: ReactNode;
  actions?: ReactNode;
};

const { patients } = entities;

/** Who this is, and what must be known first; stays in sight while the chart scrolls. */
export function PatientBanner({ patient, hasAlerts, today, state, actions }: Props) {
  const name = patients.title(patient);
  const sex = patients.fields.sex.choices?.find((each) => each.value === patient.sex)?.label.toLowerCase();
  const age = formatAge(patient.dateOfBirth, today);
  const years = /^\d+$/.test(age) ? `${age} y` : age;
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
        <Alerts text={patient.alerts} hasAlerts={hasAlerts} language={patient.language} />
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

const isAllergy = (line: string) => /allerg|anaphyla/i.test(line);

/** Allergies first and in red, other alerts in amber; never cut. Without their text, only that there are some. */
function Alerts({ text, hasAlerts, language }: { text?: string; hasAlerts: boolean; language?: string }) {
  const lines = (text ?? '')
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .toSorted((one, other) => Number(isAllergy(other)) - Number(isAllergy(one)));
  return (
    <div className={styles.alerts}>
      {lines.length === 0 && !hasAlerts && <span className={styles.noAlerts}>No alerts noted</span>}
      {lines.map((line) => (
        <Tag
          key={line}
          tone={isAllergy(line) ? 'danger' : 'warn'}
          icon={isAllergy(line) ? <IconAlertTriangleFilled size={14} aria-hidden /> : undefined}
        >
          {line}
        </Tag>
      ))}
      {lines.length === 0 && hasAlerts && (
        <Tag tone="danger" icon={<IconAlertTriangleFilled size={14} aria-hidden />}>
          Alert
        </Tag>
      )}
      {language && <Tag>{language}</Tag>}
    </div>
  );
}
