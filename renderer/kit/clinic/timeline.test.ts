import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../shared/contract';
import { filterTimeline, timelineOf } from './timeline';

const stamp = new Date('2026-01-01T00:00:00Z');
const system = (id: string) => ({ id, revision: 1, createdAt: stamp, updatedAt: stamp });
const chart: Chart = {
  patient: { ...system('p'), firstname: 'Fatima', lastname: 'Al-Sayed' },
  hasAlerts: false,
  problems: [],
  allergies: [],
  immunizations: [],
  attachments: [],
  readings: [],
  checks: {},
  names: { d1: 'Dr Meera Joshi' },
  healthlogs: [
    {
      ...system('v'),
      date: '2026-09-14',
      visitPurpose: 'Diabetes review',
      notes: 'Walks daily',
      doctor: 'd1',
    },
  ],
  prescriptions: [
    {
      ...system('r'),
      dateprescribed: '2026-09-14',
      prescriptionName: 'Metformin',
      amount: '1 g',
      status: 'stopped',
    },
  ],
  symptomjournals: [
    {
      ...system('s'),
      symptomDate: '2026-09-14',
      symptomTime: '07:30',
      symptomType: 'Dizziness',
      severity: 4,
    },
  ],
  appointments: [
    { ...system('a'), date: '2026-11-23', time: '09:20', reason: 'Check', status: 'confirmed', doctor: 'd1' },
    { ...system('x'), reason: 'Adopted without a date' },
  ],
};

describe('the timeline of a patient', () => {
  it('holds visits, prescriptions, symptoms and appointments, newest first, those without a date last', () => {
    expect(timelineOf(chart).map((entry) => entry.record.id)).toEqual(['a', 'v', 'r', 's', 'x']);
  });

  it('says who wrote an entry and how it stands', () => {
    const detail = new Map(timelineOf(chart).map((entry) => [entry.record.id, entry.detail]));
    expect(detail.get('v')).toBe('Visit, Dr Meera Joshi');
    expect(detail.get('r')).toBe('Prescription, stopped');
    expect(detail.get('s')).toBe('Symptom, at 07:30, severity 4 of 10');
    expect(detail.get('a')).toBe('Appointment, 09:20, Dr Meera Joshi, confirmed');
  });

  // Seen red with entries of years to come like any others, at the top.
  it('says of what has happened that its date lies in the future, and of nothing else', () => {
    const words = 'date in the future';
    const ahead = (latest: string) =>
      timelineOf(chart, { latest: { day: latest, moment: `${latest}T12:00` } })
        .filter(({ warnings }) => warnings?.includes(words))
        .map(({ record }) => record.id);
    expect(ahead('2026-09-13')).toEqual(['v', 's']);
    expect(ahead('2026-09-14')).toEqual([]);
    const [, visit] = timelineOf(chart, { latest: { day: '2026-09-13', moment: '2026-09-13T12:00' } });
    expect(visit?.warnings).toEqual([words]);
  });

  // Seen red with a code like any other, which was marked on the page of its visit alone.
  it('says which code of a visit is not in the edition that is here', () => {
    const coding = (code: string) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code, display: code });
    const [visit] = chart.healthlogs;
    const healthlogs = visit ? [{ ...visit, diagnoses: [coding('E11.9'), coding('X99.99')] }] : [];
    const editionWithout = ({ code }: { code: string }) => (code === 'X99.99' ? 'ICD-10-CM 2026' : undefined);
    const entries = timelineOf({ ...chart, healthlogs }, { editionWithout });
    expect(entries.find(({ kind }) => kind === 'healthlogs')?.warnings).toEqual([
      'X99.99 is not in ICD-10-CM 2026',
    ]);
  });

  // Seen red with entries that say nothing of their check, and, of what was renewed, nothing of what had been decided.
  it('says of medicines that are taken how they stand with their check now, and of others as it was then', () => {
    const notChecked = [{ what: 'medicine' as const, name: 'metformin', why: 'Not known here.' }];
    const then = { state: 'notChecked' as const, version: '1', findings: [], notChecked };
    const decided = { checkResult: then, overrideReason: 'Tolerated before.' };
    const stopped = chart.prescriptions[0] && { ...chart.prescriptions[0], ...decided };
    const active = stopped && { ...stopped, id: 'on', status: 'active' as const };
    const prescriptions = stopped && active ? [stopped, active, { ...active, id: 'unchecked' }] : [];
    const checks = { on: { state: 'clear' as const, version: '1', findings: [], notChecked: [] } };
    const entries = timelineOf({ ...chart, prescriptions, checks }, { takenOn: '2026-11-23' });
    const taken = new Map(entries.map((entry) => [entry.record.id, entry.taken]));
    expect(taken.get('on')).toMatchObject({ check: checks.on, among: checks });
    expect(taken.get('unchecked')).toMatchObject({ check: undefined });
    expect(taken.get('r')).toEqual({ check: then, reason: 'Tolerated before.', isOver: true });
  });

  it('narrows to one kind and to words that begin any word of an entry, accents or not', () => {
    const entries = timelineOf(chart);
    expect(filterTimeline(entries, 'prescriptions', '').map((each) => each.record.id)).toEqual(['r']);
    expect(filterTimeline(entries, 'all', 'DIAB joshi').map((each) => each.record.id)).toEqual(['v']);
    expect(filterTimeline(entries, 'all', 'daily').map((each) => each.record.id)).toEqual(['v']);
    expect(filterTimeline(entries, 'symptomjournals', 'metformin')).toEqual([]);
  });
});

describe('amendments in the timeline', () => {
  const visit = (id: string, date: string, given: object = {}) => ({ ...system(id), date, ...given });
  const healthlogs = [
    visit('later', '2026-11-20', { visitPurpose: 'Cough' }),
    visit('second', '2026-11-22', { amends: 'v' }),
    visit('first', '2026-11-21', { amends: 'v' }),
    visit('v', '2026-09-14', { visitPurpose: 'Diabetes review' }),
    visit('of another', '2026-11-23', { amends: 'not in the chart' }),
  ];

  it('stand under the visit they amend as they were added, and it says that it was amended', () => {
    const entries = timelineOf({
      ...chart,
      healthlogs,
      prescriptions: [],
      symptomjournals: [],
      appointments: [],
    });
    expect(entries.map(({ record, isAmended }) => [record.id, isAmended ?? false])).toEqual([
      ['of another', false],
      ['later', false],
      ['v', true],
      ['first', false],
      ['second', false],
    ]);
  });
});
