import { entities } from '../../../shared/entities';
import { firstOf, foldedOf, isOneOf, keyOf, monthOf, monthOfYear, valueOf } from './expressions';
import type { FactSource } from './fact-source';

const { prescriptions, symptomjournals } = entities;

const checkState = valueOf(prescriptions, 'checkResult', '.state');
const findings = valueOf(prescriptions, 'checkResult', '.findings');
/** Also where something else was NOT CHECKED: the state tells the worse of both. */
const isWarned = { $gt: [{ $size: { $ifNull: [findings, []] } }, 0] };
const overrideReason = valueOf(prescriptions, 'overrideReason');
const isOverridden = { $gt: [{ $strLenCP: { $ifNull: [overrideReason, ''] } }, 0] };

const symptomDate = valueOf(symptomjournals, 'symptomDate');
const month = monthOfYear(symptomDate);
const season = firstOf(
  [
    [isOneOf(month, ['12', '01', '02']), 'DJF'],
    [isOneOf(month, ['03', '04', '05']), 'MAM'],
    [isOneOf(month, ['06', '07', '08']), 'JJA'],
  ],
  'SON',
);

/** What is counted of medicines and symptoms. */
export const treatmentFacts: Readonly<Record<'prescriptions' | 'symptoms', FactSource>> = {
  prescriptions: {
    entity: prescriptions,
    date: 'dateprescribed',
    doctor: 'doctor',
    clinic: 'doctor',
    row: ({ by }) => {
      if (by === 'doctor') return keyOf(valueOf(prescriptions, 'doctor'));
      if (by === 'month') return monthOf(valueOf(prescriptions, 'dateprescribed'));
      return foldedOf(prescriptions, 'prescriptionName');
    },
    rowLabel: ({ by }) =>
      by === 'doctor' || by === 'month' ? null : valueOf(prescriptions, 'prescriptionName'),
    measures: {
      warned: isWarned,
      overridden: isOverridden,
      unchecked: { $not: [isOneOf(checkState, ['clear', 'warnings'])] },
    },
    hasPeople: true,
    values: {
      medicine: valueOf(prescriptions, 'prescriptionName'),
      check: checkState,
      warned: isWarned,
      overridden: isOverridden,
    },
  },
  symptoms: {
    entity: symptomjournals,
    date: 'symptomDate',
    time: 'symptomTime',
    doctor: null,
    clinic: null,
    row: () => foldedOf(symptomjournals, 'symptomType'),
    rowLabel: () => valueOf(symptomjournals, 'symptomType'),
    column: ({ by }) => (by === 'season' ? season : month),
    values: {
      symptom: valueOf(symptomjournals, 'symptomType'),
      severity: valueOf(symptomjournals, 'severity'),
    },
  },
};
