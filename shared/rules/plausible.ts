import { bodyMassIndex } from './measures';

/**
 * What measures of one person at one moment cannot be beside each other, whichever way they come in. What one value can
 * be by itself is the range of its field and of its kind of reading. Both are wide: a child of 24 weeks with 400 g and
 * 30/15 mmHg is possible, so are 600 kg, and a diastolic pressure of 0 that is heard in a leaking aortic valve.
 */

/**
 * In kg/m². The smallest children who lived had less than 4 (212 g, 24 cm), the heaviest person ever weighed about 200
 * (610 kg, 1.73 m). Beyond is another unit or a slipped digit.
 */
const bodyMassIndices = { least: 3, most: 250 } as const;

/** Why these cannot be of one person, without units, so that it is true in those that were typed; undefined if they can. */
export function bodyProblem(heightIn: number | undefined, weightLb: number | undefined): string | undefined {
  if (heightIn === undefined || weightLb === undefined) return undefined;
  const index = bodyMassIndex(heightIn, weightLb);
  if (index >= bodyMassIndices.least && index <= bodyMassIndices.most) return undefined;
  const shown = index < 10 ? index.toFixed(1) : index.toFixed(0);
  return `Height and weight make a BMI of ${shown}. Look at both again, and at their units`;
}

/** Why a diastolic pressure cannot stand beside a systolic one, in whatever unit both are; undefined if it can. */
export function pressureProblem(
  systolic: number | undefined,
  diastolic: number | undefined,
): string | undefined {
  if (systolic === undefined || diastolic === undefined || diastolic < systolic) return undefined;
  return 'Diastolic is not below systolic: these may be the wrong way round';
}
