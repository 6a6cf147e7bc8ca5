import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { checkPrescription, checksOf, type KeptCheck } from '../../../shared/rules/check-prescription';
import { TakenState } from './TakenState';

afterEach(cleanup);

const says = 'With simvastatin: the statin builds up.';
const said = (advice: { instead: string; otherwise?: string }): KeptCheck => ({
  ...{ state: 'warnings', version: '1', notChecked: [] },
  findings: [
    {
      ...{ kind: 'interaction', severity: 'contraindicated', source: 'A label', about: 'p1' },
      ...{ message: says, ...advice },
    },
  ],
});
const choices = [
  'Choose another',
  'Choose another, or give a reason',
  'Stop one, or give a reason',
  'Choose one',
];

// Seen red with the last three beside the reason for not doing so.
it.each(choices)(
  'what was decided on with a reason still says what speaks against it, and no more “%s”',
  (instead) => {
    const check = said({ instead });
    const { rerender } = render(<TakenState check={check} />);
    expect(screen.getByText(`${says} ${instead}.`)).toBeTruthy();
    rerender(<TakenState check={check} reason="No other is tolerated" />);
    expect(screen.getByText(says)).toBeTruthy();
    expect(screen.getByText('Reason: No other is tolerated')).toBeTruthy();
  },
);

// Seen red with the choice and what else is to be done in one: both went.
it('what was decided on with a reason still says what is to be done where both are taken', () => {
  const check = said({ instead: 'Choose another', otherwise: 'watch pulse and ECG' });
  const { rerender } = render(<TakenState check={check} />);
  expect(screen.getByText(`${says} Choose another, or watch pulse and ECG.`)).toBeTruthy();
  rerender(<TakenState check={check} reason="No other is tolerated" />);
  expect(screen.getByText(`${says} Watch pulse and ECG.`)).toBeTruthy();
});

// Seen red with the make in `instead`: beside a reason nothing said any more what the make must not hold.
it('what was decided on with a reason still says to choose a make without what one is allergic to', () => {
  const known = { allergies: [{ id: 'a1', substance: 'Peanuts' }], prescriptions: [] };
  const { result } = checkPrescription({ name: 'Progesterone 200 mg' }, known, { today: '2026-11-28' });
  render(<TakenState check={result} reason="The make was asked for" />);
  expect(screen.getByText(/hold peanut oil or soya\. Choose a make without\.$/)).toBeTruthy();
});

it('a choice that goes on with the sentence ends where it was decided against', () => {
  const check = said({ instead: 'or choose another' });
  const { rerender } = render(<TakenState check={check} />);
  expect(screen.getByText('With simvastatin: the statin builds up, or choose another.')).toBeTruthy();
  rerender(<TakenState check={check} reason="No other is tolerated" />);
  expect(screen.getByText(says)).toBeTruthy();
});

// Seen red with its one text as it was kept: it still said what to prefer.
it('what was kept as one text says no more what to choose once it was decided, and still what is to be done', () => {
  const of = 'Ibuprofen with warfarin (takes Warfarin 5 mg).';
  const kept = (words: string): KeptCheck => ({
    ...{ state: 'warnings', version: '1', notChecked: [] },
    findings: [{ kind: 'interaction', severity: 'serious', message: `${of} ${words}`, about: 'p1' }],
  });
  const wordsOf = (words: string) => {
    const { container } = render(<TakenState check={kept(words)} reason="Nothing else helps" />);
    return container.textContent;
  };
  expect(
    wordsOf(
      'Serious bleeding becomes likelier. Prefer paracetamol; if there is no other way, protect the stomach and watch closely.',
    ),
  ).toBe(
    ` ${of} Serious bleeding becomes likelier. Protect the stomach and watch closely.Reason: Nothing else helps`,
  );
  expect(wordsOf('The kidneys can fail, most of all with high or several doses. Prefer paracetamol.')).toBe(
    ` ${of} The kidneys can fail, most of all with high or several doses.Reason: Nothing else helps`,
  );
  expect(wordsOf('Amoxicillin is a penicillin. Choose another, or give a reason.')).toBe(
    ` ${of} Amoxicillin is a penicillin.Reason: Nothing else helps`,
  );
  // What no row says now stays as it was kept.
  expect(wordsOf('Something that was said once. Choose another.')).toContain('said once. Choose another.');
});

// Seen red with nothing of it: once renewed, a prescription did not say any more what it had been gone on against.
it('what is over still says what was found when it was prescribed, and why it was gone on', () => {
  const over = { isOver: true, reason: 'Desensitised in May.' };
  const { container, rerender } = render(
    <TakenState check={said({ instead: 'Choose another' })} {...over} />,
  );
  expect(container.textContent).toBe(`When it was prescribed: ${says}Reason: Desensitised in May.`);
  rerender(<TakenState check={undefined} {...over} />);
  expect(container.textContent).toBe('When it was prescribed:Reason: Desensitised in May.');
  // Nobody has to choose or to look any more: an older record without a check is no warning.
  rerender(<TakenState check={undefined} isOver />);
  expect(container.textContent).toBe('');
});

// Seen red with it under every other medicine.
it('a medicine that is not known says so once, at itself, and hides nothing else', () => {
  const prescriptions = ['Zubrazol', 'Warfarin 3 mg', 'Ibuprofen 400 mg'].map((prescriptionName, index) => ({
    ...{ id: `p${index}`, prescriptionName, status: 'active' as const, dateprescribed: '2026-11-01' },
  }));
  const allergies = [{ id: 'a1', substance: 'Wonderamab' }];
  const checks = checksOf({ allergies, prescriptions }, '2026-11-28');
  const wordsOf = (id: string, among?: typeof checks) => {
    const { container } = render(<TakenState check={checks[id]} among={among} />);
    return container.textContent;
  };
  expect(wordsOf('p0', checks)).toContain('NOT CHECKED, nor the others against it');
  expect(wordsOf('p1', checks)).not.toContain('Zubrazol');
  expect(wordsOf('p1', checks)).toMatch(/bleed/i);
  expect(wordsOf('p1', checks)).toContain('NOT CHECKED against the allergy to Wonderamab');
  // One whose own state is not shown beside it is still named.
  expect(wordsOf('p1', { p1: checks.p1 as KeptCheck })).toContain('NOT CHECKED against Zubrazol');
  expect(wordsOf('p1')).toContain('NOT CHECKED against Zubrazol');
});
