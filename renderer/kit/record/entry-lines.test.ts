import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import { entryLines } from './entry-lines';

describe('hours in words', () => {
  it('stand one day to a line, with the break between', () => {
    const parts = Object.entries(entities.doctors.fields.workingHours.fields ?? {});
    const lines = entryLines(
      parts,
      [
        { weekday: 'mon', from: '09:00', to: '13:00' },
        { weekday: 'mon', from: '14:00', to: '18:00' },
        { weekday: 'tue', from: '09:00', to: '13:00' },
      ],
      {},
    );
    expect(lines).toEqual(['Monday 09:00–13:00, 14:00–18:00', 'Tuesday 09:00–13:00']);
  });
});
