import { IconAlertTriangleFilled, IconLanguage, IconUserPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PatientInBrief } from '../../../shared/contract';
import { Tip } from '../base/Tip';
import styles from './PatientFlags.module.css';

/** What must be known of a person before meeting them: alerts (as a flag where the text is not theirs to read), language, first time here. */
export function PatientFlags({ patient }: { patient: PatientInBrief | undefined }) {
  if (!patient) return null;
  const alert = patient.alerts ? `Alert: ${patient.alerts}` : 'Alert';
  return (
    <span className={styles.flags}>
      {patient.hasAlerts && (
        <Flag text={alert} tone="danger">
          <IconAlertTriangleFilled size={15} aria-hidden="true" />
        </Flag>
      )}
      {patient.language && patient.language.toLowerCase() !== 'english' && (
        <Flag text={`Speaks ${patient.language}`}>
          <IconLanguage size={15} stroke={1.6} aria-hidden="true" />
        </Flag>
      )}
      {patient.isNew && (
        <Flag text="First visit here">
          <IconUserPlus size={15} stroke={1.6} aria-hidden="true" />
        </Flag>
      )}
    </span>
  );
}

function Flag({
  text,
  tone = 'plain',
  children,
}: {
  text: string;
  tone?: 'plain' | 'danger';
  children: ReactNode;
}) {
  return (
    <Tip text={text}>
      <span role="img" aria-label={text} className={styles.flag} data-tone={tone}>
        {children}
      </span>
    </Tip>
  );
}
