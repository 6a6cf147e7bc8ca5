import { defineEntity, instant, reference, text } from '../../../shared/schema';
import { ROLLUPS } from '../readings/collections';
import { DAY_MS } from '../readings/rollups';

/**
 * Readings of one patient and one kind in one stretch of time (a day in UTC, or less), counted when they came: how many, how
 * many of them out of the band that held then, the lowest and the highest. A report reads these and no readings.
 */
export const dailyReadings = defineEntity({
  name: ROLLUPS,
  label: { one: 'day with readings', many: 'days with readings' },
  category: 'readings',
  patientField: 'patient',
  readOnly: true,
  fields: {
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity' }),
    kind: text({ label: 'Kind', level: 'clinical' }),
    at: instant({ label: 'Day', level: 'clinical' }),
  },
  titleFields: ['kind'],
  title: ({ kind }) => String(kind),
  searchFields: [],
  defaultSort: [{ field: 'at', direction: 'descending' }],
  columns: ['at', 'patient', 'kind'],
  sections: [],
  indexes: [],
});

/** The collection also holds counts of shorter spans. */
export const wholeDays = { every: DAY_MS };
