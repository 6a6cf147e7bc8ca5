import { describe, expect, it } from 'vitest';
import { compareIdentity } from './same-person';

const fatima = {
  firstname: 'Fatima',
  lastname: 'Al-Sayed',
  dateOfBirth: '1972-03-12',
  recordNumber: 'WF-004417',
};
const says = (header: { patientName?: string; birthDate?: string; patientId?: string }) =>
  compareIdentity({ frames: 1, hasPixels: true, ...header }, fatima);

describe('whose picture a DICOM file is', () => {
  it('is the same person whatever the order, case and accents of the name, and whatever number another clinic gives', () => {
    expect(says({ patientName: 'AL-SAYED, FÁTIMA', birthDate: '1972-03-12', patientId: '99' }).verdict).toBe(
      'same',
    );
    expect(says({ patientName: 'Al-Sayed, Fatima Noor', birthDate: '1972-03-12' }).verdict).toBe('same');
  });

  // Seen red with a single word in common taken as the same name.
  it('differs when the name or the date of birth does, also within a family', () => {
    expect(says({ patientName: 'Al-Sayed, Omar', birthDate: '1972-03-12' })).toEqual({
      verdict: 'differs',
      differences: ['the name'],
    });
    expect(says({ patientName: 'Al-Sayed, Fatima', birthDate: '1999-01-01' })).toEqual({
      verdict: 'differs',
      differences: ['the date of birth'],
    });
    // Seen red with the number left out where something else differs.
    expect(
      says({ patientName: 'Abebe, Ruth', birthDate: '1999-01-01', patientId: 'XX-1' }).differences,
    ).toEqual(['the name', 'the date of birth', 'the number']);
    expect(says({ patientName: 'Abebe, Ruth', patientId: 'WF-004417' }).differences).toEqual(['the name']);
    expect(says({ patientId: '99' })).toEqual({ verdict: 'differs', differences: ['the number'] });
  });

  it('is not clear when too little stands in the file', () => {
    expect(says({}).verdict).toBe('unclear');
    expect(says({ patientName: 'Al-Sayed, Fatima' }).verdict).toBe('unclear');
    expect(says({ patientName: 'Al-Sayed, Fatima', patientId: 'WF-004417' }).verdict).toBe('same');
  });
});
