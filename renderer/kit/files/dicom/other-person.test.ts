import { expect, it } from 'vitest';
import { dicomOf } from '../../../../tests/e2e/document-files';
import { otherPerson } from './other-person';

const fatima = {
  firstname: 'Fatima',
  lastname: 'Al-Sayed',
  dateOfBirth: '1972-03-12',
  recordNumber: 'WF-004417',
};
const fileOf = (name: string, birthDate: string) =>
  new File([new Uint8Array(dicomOf({ name, birthDate }))], 'ct.dcm');

it('says whom a DICOM file names when that is someone else, and nothing of the right person', async () => {
  expect(await otherPerson(fileOf('Abebe^Ruth', '19990101'), fatima)).toBe(
    'This may be of someone else. The file says: Abebe, Ruth, born 1 Jan 1999, number H-7781. Different: the name, the date of birth, the number.',
  );
  expect(await otherPerson(fileOf('Al-Sayed^Fatima', '19720312'), fatima)).toBeUndefined();
});

// Seen red with the whole of a file needed.
it('needs the beginning of a large file only, and says nothing of what cannot be read', async () => {
  const large = dicomOf({ name: 'Abebe^Ruth', birthDate: '19990101', frames: 60 });
  expect(large.length).toBeGreaterThan(4_000_000);
  expect(await otherPerson(new File([new Uint8Array(large)], 'ct.dcm'), fatima)).toMatch(/^This may be of/);
  expect(await otherPerson(new File(['no picture'], 'ct.dcm'), fatima)).toBeUndefined();
});
