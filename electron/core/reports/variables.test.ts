import { expect, it } from 'vitest';
import { observations } from './observations';

const visit = 'record_id patient_id age_years sex date iso_week doctor_id';
const appointment = 'record_id patient_id age_years sex date iso_week time doctor_id';

// Scripts of other people read the files by these names: a line may only grow at its end, and none may be renamed.
it('the variables of tidy files keep their names', () => {
  const names = Object.entries(observations).map(([report, variables]) => [
    report,
    variables.map(({ name }) => name).join(' '),
  ]);
  expect(Object.fromEntries(names)).toEqual({
    appointments: `${appointment} booked_minutes status`,
    noShows: `${appointment} status did_not_come`,
    waitingTimes: `${appointment} waiting_minutes`,
    visits: `${visit} visit_purpose`,
    doctorsAndPurposes: `${visit} visit_purpose`,
    diagnoses: `${visit} code_system code display icd10_chapter`,
    prescriptions: `${visit} medicine check_state has_warnings was_overridden`,
    symptoms: 'record_id patient_id age_years sex date iso_week time symptom severity season',
    readings:
      'record_id patient_id age_years sex date iso_week kind unit readings out_of_band lowest highest',
    ageAndSex: 'patient_id age_years sex age_band',
  });
});
