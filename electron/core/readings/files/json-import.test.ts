import { describe, expect, it } from 'vitest';
import { readingClinic } from '../../../../tests/support/reading-clinic';

describe('Readings in a JSON file', () => {
  const { people, newPatient, preview, bringIn } = readingClinic();

  it('may be a FHIR bundle, of which other resources are left out', async () => {
    const patient = await newPatient();
    const coded = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
    const bundle = {
      resourceType: 'Bundle',
      entry: [
        {
          resource: {
            ...{ resourceType: 'Observation', status: 'final', code: coded('85354-9') },
            effectiveDateTime: '2026-11-26T08:00:00+01:00',
            component: [
              { code: coded('8480-6'), valueQuantity: { value: 128, unit: 'mmHg', code: 'mm[Hg]' } },
              { code: coded('8462-4'), valueQuantity: { value: 82, code: 'mm[Hg]' } },
            ],
          },
        },
        { resource: { resourceType: 'Patient', id: '1' } },
        { resource: { resourceType: 'Observation', code: coded('718-7'), valueQuantity: { value: 13 } } },
      ],
    };
    const content = { text: JSON.stringify(bundle) };
    const report = await people().doctor.client.readings.previewImport({ patient, format: 'json', content });
    expect(report).toMatchObject({
      form: 'fhir',
      rows: 3,
      readings: 2,
      leftOut: 2,
      problems: { total: 0 },
    });
    expect(report.first[0]).toMatchObject({
      kind: '8480-6',
      value: 128,
      takenAt: new Date('2026-11-26T07:00:00Z'),
    });
  });

  it('of FHIR is refused where a value is only an end, or of another patient than the rest', async () => {
    const patient = await newPatient();
    const glucose = (subject: string, more: object) => ({
      ...{ resourceType: 'Observation', subject: { reference: subject } },
      ...{ code: { coding: [{ code: '2339-0' }] }, effectiveDateTime: '2026-11-26T08:00:00Z' },
      valueQuantity: { value: 40, code: 'mg/dL', ...more },
    });
    const problemsOf = async (...observations: object[]) => {
      const content = { text: JSON.stringify(observations) };
      const brought = { patient, format: 'json', content } as const;
      const { problems } = await people().doctor.client.readings.previewImport(brought);
      return problems.shown;
    };
    const one = glucose('Patient/1', {});
    expect(await problemsOf(one, glucose('Patient/1', { value: 41 }))).toEqual([]);
    expect(await problemsOf(one, glucose('Patient/1', { comparator: '<' }))).toEqual([
      {
        row: 2,
        column: 'valueQuantity',
        message: '“< 40” says only where the value ends. Take it out of the file.',
      },
    ]);
    expect(await problemsOf(one, glucose('Patient/2', {}))).toEqual([
      {
        row: 2,
        column: 'subject',
        message: 'This is of another patient than those before. Bring in the readings of each patient alone.',
      },
    ]);
  });

  it('may be what a device sends by itself, of this patient alone', async () => {
    const patient = await newPatient({ recordNumber: 'P-7301' });
    const sent = (more: object) =>
      JSON.stringify({
        readings: [
          {
            kind: '8867-4',
            value: 72,
            unit: '/min',
            takenAt: '2026-11-26T08:00:00Z',
            recordNumber: 'P-7301',
          },
          { kind: '15074-8', value: 5.6, unit: 'mmol/L', takenAt: '2026-11-26T08:00:00.000Z', ...more },
        ],
      });
    const json = { format: 'json' };
    expect(await preview(patient, sent({ recordNumber: 'P-7302' }), json)).toMatchObject({
      problems: {
        shown: [
          {
            ...{ row: 2, column: 'recordNumber' },
            message: 'This is of another patient. Bring it in at the patient with this record number.',
          },
        ],
      },
    });
    expect(await preview(patient, sent({}), json)).toMatchObject({
      ...{ form: 'list', rows: 2, readings: 2, problems: { total: 0 } },
      first: [
        { kind: '8867-4', value: 72 },
        { kind: '2339-0', given: { value: 5.6, unit: 'mmol/L' } },
      ],
    });
    expect(await bringIn(patient, sent({}), json)).toMatchObject({ recorded: 2 });
  });
});
