import { describe, expect, it } from 'vitest';
import type { Symptom } from '../../../../shared/entities';
import { fieldErrors } from '../../form/form-errors';
import { entities } from '../../../../shared/entities';
import { severityLane, symptomKinds, unratedLane } from '../lanes/patient-lanes';
import { isTyped, knownSymptoms, nothingTyped, severityByKey, symptomDraft, typingOf } from './quick-symptom';

const patient = 'a'.repeat(24);
const at = { patient, now: new Date('2026-11-23T09:42:00Z'), timeZone: 'Asia/Kolkata' };
const noted = (given: Partial<Symptom>, id = 'x'): Symptom => ({
  id,
  revision: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...given,
});

describe('the quick entry of a symptom', () => {
  it('is of now, by the clock of the clinic, unless another time is typed', () => {
    const typed = { ...nothingTyped, symptomType: ' Headache ', severity: 6 };
    expect(symptomDraft(typed, at)).toEqual({
      patient,
      symptomType: 'Headache',
      severity: 6,
      symptomDate: '2026-11-23',
      symptomTime: '15:12',
    });
    const earlier = { ...typed, when: { symptomDate: '2026-11-20', symptomTime: undefined } };
    expect(symptomDraft(earlier, at)).toMatchObject({ symptomDate: '2026-11-20' });
    expect(symptomDraft(earlier, at)).not.toHaveProperty('symptomTime');
  });

  it('names what is missing or wrong at its field', () => {
    const shown = ['symptomType', 'severity', 'symptomInfo', 'symptomDate', 'symptomTime'];
    const errors = (typed: object) =>
      Object.keys(
        fieldErrors(entities.symptomjournals, symptomDraft({ ...nothingTyped, ...typed }, at), shown),
      );
    expect(errors({ severity: 3 })).toEqual(['symptomType']);
    expect(errors({ symptomType: 'Cough', when: { symptomDate: '31 Feb' } })).toEqual(['symptomDate']);
  });

  it('takes digits for the severity; a 0 after a 1 is 10', () => {
    expect(severityByKey('7', undefined)).toBe(7);
    expect(severityByKey('1', 4)).toBe(1);
    expect(severityByKey('0', 1)).toBe(10);
    expect(severityByKey('0', 4)).toBe(0);
    expect(severityByKey('x', 4)).toBeUndefined();
  });

  it('offers what was noted before, the most often noted first and each once', () => {
    const before = ['headache', 'Dizzy', 'Headache ', 'Cough'].map((symptomType) => noted({ symptomType }));
    expect(knownSymptoms(before)).toEqual(['headache', 'Dizzy', 'Cough']);
  });

  it('brings back what was kept, and nothing of what it cannot read', () => {
    expect(typingOf({ symptomType: 'Cough', symptomInfo: '', severity: 99 })).toEqual({
      symptomType: 'Cough',
      symptomInfo: '',
    });
    expect(typingOf({ anything: 1 })).toEqual(nothingTyped);
    expect(isTyped(nothingTyped)).toBe(false);
    expect(isTyped({ ...nothingTyped, severity: 0 })).toBe(true);
  });
});

describe('the curve of a symptom', () => {
  const journal = [
    noted({ symptomType: 'Headache', symptomDate: '2026-11-23', symptomTime: '08:00', severity: 4 }, 'c'),
    noted({ symptomType: 'headache', symptomDate: '2026-11-22' }, 'b'),
    noted({ symptomType: 'Headache', symptomDate: '2026-11-21', severity: 7 }, 'a'),
  ];

  it('has every entry with a number in the order of time; one without a time stands at noon', () => {
    const [kind] = symptomKinds(journal);
    const [line] = severityLane(kind as NonNullable<typeof kind>, 'UTC').lines;
    expect(line?.points.map(({ at: time, mean }) => [new Date(time).toISOString(), mean])).toEqual([
      ['2026-11-21T12:00:00.000Z', 7],
      ['2026-11-23T08:00:00.000Z', 4],
    ]);
  });

  it('leaves out no entry without a number: it is a mark', () => {
    const [lane] = unratedLane(symptomKinds(journal), 'UTC');
    expect(lane?.marks.map(({ key }) => key)).toEqual(['b']);
  });
});
