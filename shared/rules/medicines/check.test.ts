import { describe, expect, it } from 'vitest';
import { type CheckResult, checkMedicine } from './check';
import { medicinesVersion } from './substances';

type Asked = Parameters<typeof checkMedicine>[0];
type Allergy = Asked['allergies'][number];

const allergy = (substance: string, rest: Partial<Allergy> = {}): Allergy => ({
  id: 'a1',
  substance,
  ...rest,
});
const check = (
  name: string,
  { allergies = [], others = [] }: { allergies?: Allergy[]; others?: string[] } = {},
) =>
  checkMedicine({
    prescribed: { name },
    allergies,
    others: others.map((other, index) => ({ id: `p${index + 1}`, name: other })),
  });
const worst = ({ findings }: CheckResult) => findings[0]?.severity ?? null;

describe('A check', () => {
  it('is clear when everything was looked at and nothing found', () => {
    const asked = { allergies: [allergy('Penicillin')], others: ['Metformin 1 g'] };
    expect(check('Paracetamol 500 mg', asked)).toEqual({
      state: 'clear',
      version: medicinesVersion,
      findings: [],
      notChecked: [],
    });
  });

  it('warns in words, with the reaction', () => {
    const allergies = [allergy('penicillin', { reaction: 'anaphylaxis, 2009' })];
    expect(check('Amoxicillin 500 mg', { allergies }).findings).toEqual([
      {
        kind: 'allergy',
        severity: 'contraindicated',
        message: 'Allergic to penicillin (anaphylaxis, 2009). Amoxicillin is a penicillin.',
        instead: 'Choose another, or give a reason',
        about: 'a1',
      },
    ]);
  });

  it('shows the worst first, and does not depend on the order of the others', () => {
    const others = ['Warfarin 3 mg', 'Lisinopril 10 mg', 'Naproxen 500 mg'];
    const severities = check('Ibuprofen 400 mg', { allergies: [allergy('Aspirin')], others }).findings.map(
      ({ kind, severity }) => `${severity} ${kind}`,
    );
    expect(severities).toEqual([
      'contraindicated allergy',
      'serious interaction',
      'serious duplicate',
      'moderate interaction',
    ]);
    const turned = check('Ibuprofen 400 mg', {
      allergies: [allergy('Aspirin')],
      others: others.toReversed(),
    });
    expect(turned.findings.map(({ message }) => message).sort()).toEqual(
      check('Ibuprofen 400 mg', { allergies: [allergy('Aspirin')], others })
        .findings.map(({ message }) => message)
        .sort(),
    );
  });

  it('can be stored and read back as it is', () => {
    const result = check('Ibuprofn', { allergies: [allergy('?')], others: ['Warfarin', 'x9'] });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});

describe('NOT CHECKED', () => {
  it('when the medicine is not known, with what it may have been meant for', () => {
    expect(check('Hydroxizyne 25 mg')).toMatchObject({
      state: 'notChecked',
      notChecked: [
        {
          what: 'medicine',
          name: 'Hydroxizyne 25 mg',
          why: 'Not known here: hydroxizyne.',
          didYouMean: ['hydroxyzine'],
        },
      ],
    });
  });

  // Seen red with the letter alone named: "Not known here: v."
  it('names all that is written where only a letter of it is not known', () => {
    const [part] = check('Wegovy V').notChecked;
    expect(part?.why).toBe('Not known here: Wegovy V.');
  });

  it('when a part of it is not known, and what is known is warned of all the same', () => {
    const result = check('Amoxicillin + wonderamab', { allergies: [allergy('penicillin')] });
    expect([result.state, worst(result)]).toEqual(['notChecked', 'contraindicated']);
  });

  it('when it names only a kind of medicine, and an allergy to it is warned of all the same', () => {
    const result = check('Penicillin 500 mg', { allergies: [allergy('Amoxicillin')] });
    expect([result.state, worst(result)]).toEqual(['notChecked', 'contraindicated']);
  });

  it('when no interaction table covers it', () => {
    expect(check('Moxonidine 200 microgram')).toMatchObject({
      state: 'notChecked',
      notChecked: [{ what: 'medicine', why: 'No interaction table covers moxonidine.' }],
    });
  });

  it('when an allergy is not known', () => {
    expect(check('Paracetamol', { allergies: [allergy('wonderamab')] })).toMatchObject({
      state: 'notChecked',
      notChecked: [{ what: 'allergy', name: 'wonderamab', about: 'a1' }],
    });
  });

  it('when another medicine is not known', () => {
    expect(check('Paracetamol', { others: ['Wonderamab'] })).toMatchObject({
      state: 'notChecked',
      notChecked: [{ what: 'other', name: 'Wonderamab', about: 'p1' }],
    });
  });

  it('when the name and the code disagree', () => {
    const coding = { system: 'http://www.whocc.no/atc', code: 'C02DB02', display: 'hydralazine' };
    const result = checkMedicine({ prescribed: { name: 'Hydroxyzine', coding }, allergies: [], others: [] });
    expect(result.notChecked[0]?.why).toBe('The name and the code say different medicines.');
  });

  it('when the name is empty', () => {
    expect(check(' ').state).toBe('notChecked');
  });
});

describe('The same medicine twice', () => {
  it.each([
    ['Panadol 500 mg', 'Co-codamol 30/500', 'serious'],
    ['Paracetamol 1 g', 'Tylenol', 'serious'],
    ['Advil', 'Brufen 400 mg', 'serious'],
    ['Voltaren', 'Diclofenac 50 mg', 'serious'],
    ['Lasix 40 mg', 'Furosemide 20 mg', 'moderate'],
    ['Metformin 500 mg', 'Janumet 50/1000', 'moderate'],
  ])('%s beside %s', (name, other, severity) => {
    const [finding] = check(name, { others: [other] }).findings;
    expect(finding).toMatchObject({ kind: 'duplicate', severity, about: 'p1' });
  });

  it.each([
    ['Ibuprofen', 'Naproxen', 'serious'],
    ['Ramipril', 'Lisinopril', 'serious'],
    ['Diazepam', 'Lorazepam', 'moderate'],
    ['Apixaban', 'Rivaroxaban', 'serious'],
    ['Morphine', 'Co-codamol', 'moderate'],
    ['Simvastatin', 'Caduet', 'serious'],
    ['Spironolactone', 'Amiloride', 'contraindicated'],
    ['Theophylline', 'Aminophylline', 'serious'],
    ['Fluorouracil', 'Capecitabine', 'serious'],
    ['Carbimazole', 'Thiamazole', 'serious'],
    ['Calcitriol', 'Alfacalcidol', 'serious'],
    ['Aciclovir 400 mg', 'Valaciclovir 500 mg', 'serious'],
  ])('two of one class: %s beside %s', (name, other, severity) => {
    expect(check(name, { others: [other] }).findings).toContainEqual(
      expect.objectContaining({ kind: 'duplicate', severity }),
    );
  });

  it('is found beside another of its class in the same two products', () => {
    const findings = check('Co-codamol', { others: ['Percocet 5/325'] }).findings;
    const instead = 'Stop one, or give a reason';
    expect(findings).toMatchObject([
      { message: 'Already takes paracetamol in Percocet 5/325.', instead },
      { message: 'Already takes an opioid: Percocet 5/325.', instead },
    ]);
  });

  it('is not seen in two that only look alike', () => {
    expect(
      check('Prednisone 5 mg', { others: ['Primidone'] }).findings.filter(({ kind }) => kind === 'duplicate'),
    ).toEqual([]);
  });
});

describe('Interactions', () => {
  it.each([
    ['Sildenafil 50 mg', 'Nitroglycerin spray', 'contraindicated'],
    ['Phenelzine', 'Sertraline', 'contraindicated'],
    ['Clarithromycin', 'Simvastatin', 'contraindicated'],
    ['Tizanidine', 'Ciprofloxacin', 'contraindicated'],
    ['Febuxostat', 'Azathioprine', 'contraindicated'],
    ['Sumatriptan', 'Moclobemide', 'contraindicated'],
    ['Paxlovid', 'Simvastatin', 'contraindicated'],
    ['Entresto', 'Ramipril', 'contraindicated'],
    ['Tranexamic acid 500 mg', 'Microgynon', 'contraindicated'],
    ['Ibuprofen', 'Warfarin', 'serious'],
    ['Bactrim', 'Methotrexate 10 mg weekly', 'serious'],
    ['Trimethoprim', 'Spironolactone', 'serious'],
    ['Ibuprofen', 'Lithium', 'serious'],
    ['Omeprazole', 'Clopidogrel', 'serious'],
    ['Rifampicin', 'Yasmin', 'serious'],
    ['Oxycodone', 'Diazepam', 'serious'],
    ['Amiodarone', 'Citalopram', 'serious'],
    ['Levothyroxine', 'Ferrous sulfate', 'moderate'],
    ['Ciclosporin', 'Tacrolimus', 'serious'],
    ['Voriconazole', 'Rifampicin', 'contraindicated'],
    ['Biktarvy', 'Rifampicin', 'contraindicated'],
    ['Dolutegravir', 'Rifampicin', 'serious'],
    ['Sofosbuvir', 'Rifampicin', 'contraindicated'],
    ['Dolutegravir', 'Carbamazepine', 'serious'],
    ['Domperidone', 'Ketoconazole', 'contraindicated'],
    ['Domperidone', 'Paxlovid', 'contraindicated'],
    ['Quinidine', 'Itraconazole', 'contraindicated'],
    ['Dofetilide', 'Itraconazole', 'contraindicated'],
    ['Linezolid', 'Moclobemide', 'contraindicated'],
    ['Linezolid', 'Phenelzine', 'contraindicated'],
    ['Linezolid', 'Pseudoephedrine', 'serious'],
    ['Linezolid', 'Methylphenidate', 'serious'],
    ['Linezolid', 'Fentanyl', 'serious'],
    ['Flecainide', 'Propafenone', 'serious'],
    ['Fluoxetine', 'Flecainide', 'serious'],
    ['Tramadol', 'Amitriptyline', 'serious'],
    ['Tramadol', 'Mirtazapine', 'serious'],
    ['Digoxin', 'Clarithromycin', 'serious'],
    ['Digoxin', 'Erythromycin', 'serious'],
    ['Digoxin', 'Ciclosporin', 'serious'],
    ['Warfarin', 'Isoniazid', 'serious'],
    ['Warfarin', 'Cimetidine', 'serious'],
    ['Warfarin', 'Colestyramine', 'moderate'],
    ['Methotrexate', 'Ciclosporin', 'serious'],
    ['Lamotrigine', 'Carbamazepine', 'moderate'],
    ['Tamsulosin', 'Ketoconazole', 'serious'],
    ['Simvastatin', 'Ticagrelor', 'moderate'],
    ['Simvastatin', 'Fluconazole', 'moderate'],
    ['Rosuvastatin', 'Kaletra', 'serious'],
    ['Tranexamic acid', 'Desogestrel', 'moderate'],
    ['Ulipristal', 'Levonorgestrel', 'serious'],
    ['Tretinoin', 'Doxycycline', 'serious'],
    ['Clotrimazole lozenges', 'Tacrolimus', 'serious'],
  ])('%s with %s: %s', (name, other, severity) => {
    expect(worst(check(name, { others: [other] }))).toBe(severity);
    expect(worst(check(other, { others: [name] }))).toBe(severity);
  });

  it('say what they are about, what can happen and where it is from', () => {
    expect(check('Sildenafil 50 mg', { others: ['Imdur 60 mg'] }).findings).toEqual([
      {
        kind: 'interaction',
        severity: 'contraindicated',
        message:
          'Sildenafil with isosorbide mononitrate (takes Imdur 60 mg). The blood pressure can fall to a fatal low. Never together.',
        source: 'FDA and EMA labels: sildenafil, tadalafil, vardenafil, nicorandil (contraindications)',
        about: 'p1',
      },
    ]);
  });

  it('are not seen inside one product', () => {
    expect(check('Co-amilofruse').findings).toEqual([]);
  });

  it.each([
    ['Amoxicillin', 'Paracetamol'],
    ['Metformin', 'Ramipril'],
    ['Salbutamol', 'Sertraline'],
    ['Azithromycin', 'Pravastatin'],
    ['Pantoprazole', 'Clopidogrel'],
  ])('are not made up between %s and %s', (name, other) => {
    expect(check(name, { others: [other] })).toMatchObject({ state: 'clear', findings: [] });
  });
});

describe('What stays on the skin', () => {
  it.each([
    ['Diclofenac gel 1 %', 'Warfarin', 'moderate'],
    ['Diclofenac gel 1 %', 'Ibuprofen 400 mg', 'moderate'],
    ['Fucidin cream', 'Simvastatin 20 mg', 'moderate'],
    ['Simvastatin 20 mg', 'Ketoconazole 2 % shampoo', 'moderate'],
    ['Tretinoin 0.05 % cream', 'Doxycycline', 'moderate'],
    ['Clotrimazole 1 % cream', 'Tacrolimus', 'moderate'],
  ])('%s beside %s is warned of less strongly', (name, other, severity) => {
    expect(worst(check(name, { others: [other] }))).toBe(severity);
  });

  it.each([
    ['Diclofenac 50 mg', 'Warfarin', 'serious'],
    ['Miconazole oral gel', 'Warfarin', 'serious'],
    ['Miconazole cream', 'Warfarin', 'serious'],
    ['Nitroglycerin ointment', 'Sildenafil', 'contraindicated'],
    ['Ketoconazole 200 mg', 'Simvastatin', 'contraindicated'],
    ['Timolol eye drops', 'Verapamil', 'serious'],
    ['Ibuprofen gel caps', 'Warfarin', 'serious'],
    ['Ibuprofen tablets and ibuprofen gel', 'Warfarin', 'serious'],
    ['Ketoconazole tablets + ketoconazole cream', 'Simvastatin', 'contraindicated'],
  ])('is not what %s is beside %s', (name, other, severity) => {
    expect(worst(check(name, { others: [other] }))).toBe(severity);
  });

  it('is no excuse for an allergy', () => {
    expect(worst(check('Diclofenac gel 1 %', { allergies: [allergy('NSAIDs')] }))).toBe('contraindicated');
  });
});
