import { type EntityName, entities } from '../../../../shared/entities';
import { ageOn } from '../../../../shared/rules/time';
import { Row } from '../../base/Layout';
import { Tag } from '../../base/Tag';
import { useRecord } from '../../data';
import { bodyMassIndex } from '../../../../shared/rules/measures';
import { bodyProblem, pressureProblem } from '../../../../shared/rules/plausible';
import type { Field } from '../../../../shared/schema';
import { bloodPressureMark, bodyMassIndexMark, type VitalMark } from '../vital-marks';

const { healthlogs } = entities;

type Values = Readonly<Record<string, unknown>>;

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{24}$/.test(value);
/** The value of a field that may be saved as it is; of what is refused nothing is made. */
const fitting = (field: Field | undefined, value: unknown): number | undefined =>
  typeof value === 'number' && field?.input.safeParse(value).success ? value : undefined;
const isGroup = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** Of what is measured at a visit, also while it is typed: the body mass index, and what it and the blood pressure mean. */
export function VitalMarks({ visit }: { visit: Values }) {
  const { patient, date } = visit;
  const vitals = isGroup(visit.vitals) ? visit.vitals : {};
  const heightIn = fitting(healthlogs.fields.heightIn, visit.heightIn);
  const weightLb = fitting(healthlogs.fields.weightLb, visit.weightLb);
  const isMeasured = heightIn !== undefined && weightLb !== undefined && !bodyProblem(heightIn, weightLb);
  const index = isMeasured ? bodyMassIndex(heightIn, weightLb) : undefined;
  const systolic = fitting(healthlogs.fields.vitals.fields?.systolic, vitals.systolic);
  const diastolic = fitting(healthlogs.fields.vitals.fields?.diastolic, vitals.diastolic);
  const hasPressure =
    systolic !== undefined && diastolic !== undefined && !pressureProblem(systolic, diastolic);
  // Opening a record is written to the audit: it is not opened for nothing.
  const isAsked = isId(patient) && (index !== undefined || hasPressure);
  const answer = useRecord('patients', isAsked ? patient : undefined);
  const born = answer.data?.record.dateOfBirth;
  const age = born && typeof date === 'string' ? ageOn(born, date) : null;
  const pressure = hasPressure ? bloodPressureMark({ systolic, diastolic }, age) : undefined;
  if (index === undefined && !pressure) return null;
  return (
    <Row>
      {index !== undefined && (
        <Mark words={`BMI ${index.toFixed(1)} kg/m²`} mark={bodyMassIndexMark(index, age)} />
      )}
      {pressure && <Mark words={`Blood pressure ${systolic}/${diastolic}`} mark={pressure} />}
    </Row>
  );
}

/** Colour never alone: the category stands beside the value. */
function Mark({ words, mark }: { words: string; mark: VitalMark | undefined }) {
  return <Tag tone={mark?.tone ?? 'plain'}>{mark ? `${words}, ${mark.text}` : words}</Tag>;
}

/** For the form of a record: of visits. */
export const readOffOf = (entity: EntityName) =>
  entity === healthlogs.name ? (visit: Values) => <VitalMarks visit={visit} /> : undefined;
