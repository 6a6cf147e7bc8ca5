import type { ReactNode } from 'react';
import {
  entities,
  type Clinic,
  type Doctor,
  type Patient,
  type Prescription,
} from '../../../../shared/entities';
import { formatAgeInWords, formatDate } from '../../format';
import classes from './prescription-paper.module.css';
import { addressOf, linesAbove } from './paper-words';

/** What stands on the paper of one prescription. */
export type PrescriptionOnPaper = {
  readonly prescription: Prescription;
  readonly patient: Patient;
  /** "penicillin (anaphylaxis)", or that none is known. */
  readonly allergies: string;
  /** Who prescribed it, as it is written where their record is gone. */
  readonly prescriber: string;
  readonly doctor: Partial<Doctor>;
  readonly clinic: Partial<Clinic>;
};

const { sex } = entities.patients.fields;

/**
 * A prescription as it is handed to the patient. What the check found and why it was gone on against is for the record, and
 * is not told to whoever reads the paper. Where an older system kept no amount, there is a line to write it on.
 */
export function PrescriptionPaper(on: PrescriptionOnPaper) {
  const { prescription, patient, allergies, prescriber, doctor, clinic } = on;
  const { dateprescribed, startsOn = dateprescribed, endsOn, refills, medication } = prescription;
  const date = dateprescribed && formatDate(dateprescribed);
  return (
    <article className={classes.sheet}>
      <header className={classes.clinic}>
        {linesAbove(clinic).map((line, index) => (
          <div key={line} className={index === 0 ? classes.clinicName : undefined}>
            {line}
          </div>
        ))}
      </header>
      <div className={classes.head}>
        <h1 className={classes.title}>Prescription</h1>
        <div>{date}</div>
      </div>
      <dl className={classes.facts}>
        <Fact label="Patient" strong>
          {entities.patients.title(patient)}
        </Fact>
        <Fact label="Born">{bornOf(patient, dateprescribed)}</Fact>
        <Fact label="Sex">{sex.choices?.find(({ value }) => value === patient.sex)?.label}</Fact>
        <Fact label="Address">{addressOf(patient)}</Fact>
        <Fact label="Record number">{patient.recordNumber}</Fact>
        <Fact label="Allergies" strong>
          {allergies}
        </Fact>
      </dl>
      <section className={classes.order}>
        <div className={classes.medicine}>{prescription.prescriptionName}</div>
        <dl className={classes.facts}>
          <Fact label="Amount" strong>
            {prescription.amount ?? <span className={classes.blank} />}
          </Fact>
          <Fact label="Instructions">{prescription.generalinstructions}</Fact>
          <Fact label="From">{startsOn && formatDate(startsOn)}</Fact>
          <Fact label="Last day">{endsOn && formatDate(endsOn)}</Fact>
          <Fact label="Refills">{refills === 0 ? 'None' : refills}</Fact>
          <Fact label="Code">{medication && `${medication.display} (${medication.code})`}</Fact>
        </dl>
      </section>
      <footer className={classes.foot}>
        <div>
          <strong>{prescriber}</strong>
          {doctor.specialty && <div>{doctor.specialty}</div>}
        </div>
        <div className={classes.signature}>Signature</div>
      </footer>
    </article>
  );
}

function Fact({ label, strong, children }: { label: string; strong?: boolean; children: ReactNode }) {
  if (children === undefined || children === '') return null;
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>{strong ? <strong>{children}</strong> : children}</dd>
    </div>
  );
}

function bornOf({ dateOfBirth }: Patient, day: string | undefined): string | undefined {
  if (!dateOfBirth) return undefined;
  const age = day && formatAgeInWords(dateOfBirth, day);
  return age ? `${formatDate(dateOfBirth)} (${age})` : formatDate(dateOfBirth);
}
