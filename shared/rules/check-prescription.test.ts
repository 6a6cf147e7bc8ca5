import { describe, expect, it } from 'vitest';
import { endedOn, isTaken } from './active';
import { earlierSays } from '../../tests/fixtures/medicines/earlier-says';
import { checkPrescription, checksOf, isSameFinding, needDecision } from './check-prescription';
import { excipients } from './medicines/excipients';
import { interactions } from './medicines/interactions';
import type { Interaction } from './medicines/interactions/row';

const today = '2026-11-28';
const penicillin = { id: 'a1', substance: 'Penicillin' };

describe('what counts of a record', () => {
  it('is a prescription that is active as far as is known, until its last day is over', () => {
    expect(isTaken({}, today)).toBe(true);
    expect(isTaken({ status: 'active', endsOn: today }, today)).toBe(true);
    expect(isTaken({ endsOn: '2026-11-27' }, today)).toBe(false);
    expect(isTaken({ status: 'stopped' }, today)).toBe(false);
  });

  it('ends today what is stopped, and what was yet to start on the day it would have started', () => {
    expect(endedOn({ startsOn: '2026-11-01' }, today)).toBe(today);
    expect(endedOn({ startsOn: '2026-12-01' }, today)).toBe('2026-12-01');
  });

  it('is checked against all that counts, and never against itself', () => {
    const prescriptions = [
      { id: 'p1', prescriptionName: 'Warfarin 5 mg' },
      { id: 'p2', prescriptionName: 'Aspirin 75 mg', status: 'stopped' as const },
    ];
    const known = { allergies: [penicillin, { id: 'a2', verification: 'refuted' as const }], prescriptions };
    const warfarin = { name: 'Warfarin 5 mg' };
    expect(checkPrescription(warfarin, known, { today, except: 'p1' })).toMatchObject({
      result: { state: 'clear' },
      against: { allergies: 1, medicines: 0 },
    });
    expect(checkPrescription(warfarin, known, { today }).result.findings).toMatchObject([
      { kind: 'duplicate', about: 'p1' },
    ]);
  });

  it('reads NOT CHECKED where a name is missing, and never clear', () => {
    const known = { allergies: [{ id: 'a1' }], prescriptions: [{ id: 'p1' }] };
    const { notChecked } = checkPrescription({ name: 'Ramipril' }, known, { today }).result;
    expect(notChecked.map(({ about }) => about)).toEqual(['a1', 'p1']);
  });

  it('gives for all at once what it gives for each', () => {
    const names = ['Amoxicillin 500 mg', 'Warfarin 5 mg', 'Ibuprofen 400 mg', 'Zubrazol', 'Tylenol'];
    const prescriptions = names.map((prescriptionName, index) => ({ id: `p${index}`, prescriptionName }));
    const known = { allergies: [penicillin, { id: 'a2', substance: 'Zeldium' }], prescriptions };
    for (const { id, prescriptionName } of prescriptions) {
      const one = checkPrescription({ name: prescriptionName }, known, { today, except: id });
      expect(checksOf(known, today)[id]).toEqual(one.result);
    }
  });
});

it('an allergy needs a decision however mild, an interaction or a doubled medicine from serious on', () => {
  const finding = { message: '', about: 'x' };
  const result = {
    state: 'warnings' as const,
    version: '1',
    notChecked: [],
    findings: [
      { ...finding, kind: 'interaction' as const, severity: 'contraindicated' as const },
      { ...finding, kind: 'duplicate' as const, severity: 'serious' as const },
      { ...finding, kind: 'allergy' as const, severity: 'moderate' as const },
      { ...finding, kind: 'interaction' as const, severity: 'moderate' as const },
    ],
  };
  expect(needDecision(result)).toEqual(result.findings.slice(0, 3));
});

// Seen red with the words of a row changed and nothing said of those it had.
it('what each row said when findings were one text is still the same finding', () => {
  const finding = { kind: 'interaction' as const, severity: 'serious' as const, about: 'p1' };
  const all: Pick<Interaction, 'says' | 'instead' | 'otherwise'>[] = [...interactions, ...excipients];
  const rows = all.map(({ says, instead, otherwise }) => ({
    ...finding,
    message: `With that. ${says}`,
    ...(instead && { instead }),
    ...(otherwise && { otherwise }),
  }));
  const unknown = earlierSays.filter((said) => {
    const older = { ...finding, message: `With that. ${said}` };
    return !rows.some((now) => isSameFinding(older, now));
  });
  expect(unknown).toEqual([]);
});

it('what says something else, or speaks of another, is another finding', () => {
  const finding = {
    ...{ kind: 'interaction' as const, severity: 'serious' as const, about: 'p1' },
    ...{ message: 'The statin builds up.', instead: 'Choose another', otherwise: 'lower the dose' },
  };
  const { instead, otherwise, ...bare } = finding;
  expect(isSameFinding(finding, { ...bare, message: `${bare.message} ${instead}, or ${otherwise}.` })).toBe(
    true,
  );
  const others = [
    bare,
    { ...finding, about: 'p2' },
    { ...finding, severity: 'contraindicated' as const },
    { ...finding, kind: 'duplicate' as const },
    { ...finding, otherwise: 'stop it' },
  ];
  expect(others.filter((other) => isSameFinding(finding, other))).toEqual([]);
});
