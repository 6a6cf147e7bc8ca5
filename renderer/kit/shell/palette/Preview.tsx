import type { FoundPatient } from '../../../../shared/contract';
import { DefaultButton, Facts, PrimaryButton, Row } from '../../base';
import { StatusGlyph } from '../../clinic/StatusMark';
import { statusLabel } from '../../clinic/status';
import { useToday } from '../../data';
import { formatAge, formatDate } from '../../format';
import styles from './palette.module.css';

const sexWords: Readonly<Record<string, string>> = { female: 'female', male: 'male', other: 'other' };

function Today({ appointment }: { appointment: NonNullable<FoundPatient['today']> }) {
  const { time, doctorName, status } = appointment;
  return (
    <>
      <span className={styles.today}>{[time, doctorName].filter(Boolean).join(', ')}</span>
      <span className={styles.status}>
        <StatusGlyph status={status} />
        {statusLabel(status)}
      </span>
    </>
  );
}

type Props = { patient: FoundPatient; onOpen: () => void; onBook?: () => void };

/** What tells the chosen patient from others of that name, beside the results. */
export function Preview({ patient, onOpen, onBook }: Props) {
  const today = useToday();
  const age = formatAge(patient.dateOfBirth, today);
  const who = [age && `${age} y`.replace(/ (mo|d) y$/, ' $1'), patient.sex && sexWords[patient.sex]];
  return (
    <div className={styles.preview}>
      <div>
        <div className={styles.previewName}>{patient.name}</div>
        <div className={styles.previewNote}>{who.filter(Boolean).join(', ')}</div>
      </div>
      <Facts
        labelWidth={72}
        items={[
          { label: 'Today', value: patient.today && <Today appointment={patient.today} /> },
          { label: 'Born', value: patient.dateOfBirth && formatDate(patient.dateOfBirth) },
          { label: 'Phone', value: patient.phone },
          { label: 'Record', value: patient.recordNumber },
        ]}
      />
      <Row>
        <PrimaryButton label="Open" onClick={onOpen} />
        {onBook && <DefaultButton label="Book" onClick={onBook} />}
      </Row>
    </div>
  );
}
