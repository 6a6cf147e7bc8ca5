import { describe, expect, it } from 'vitest';
import { allergyMatch, isKnownAllergy } from './allergy-matches';
import { recognise } from './recognise';

const match = (substance: string, medicine: string, criticality?: string) =>
  allergyMatch({ id: 'a1', substance, criticality }, recognise({ name: medicine }).parts)?.severity ?? null;

describe('An allergy speaks against', () => {
  it.each([
    ['Penicillin', 'Amoxicillin', 'contraindicated'],
    ['penicillins', 'Augmentin', 'contraindicated'],
    ['Allergic to penicillin', 'Co-amoxiclav', 'contraindicated'],
    ['Amoxicillin', 'Flucloxacillin', 'contraindicated'],
    ['Penicillin V', 'Piperacillin', 'contraindicated'],
    ['β-lactams', 'Cefalexin', 'contraindicated'],
    ['Penicilina', 'Amoxicilina', 'contraindicated'],
    ['sulfa', 'Co-trimoxazole', 'contraindicated'],
    ['Sulfonamides', 'Sulfadiazine', 'contraindicated'],
    ['sulfa drugs', 'Sulfasalazine', 'contraindicated'],
    ['aspirin', 'Aspirin 75 mg', 'contraindicated'],
    ['aspirin', 'Ibuprofen', 'contraindicated'],
    ['aspirin', 'Mesalazine', 'contraindicated'],
    ['NSAIDs', 'Diclofenac gel 1 %', 'contraindicated'],
    ['NSAIDs', 'Aspirin', 'contraindicated'],
    ['ibuprofen', 'Naproxen', 'contraindicated'],
    ['codeine', 'Co-codamol', 'contraindicated'],
    ['cephalosporins', 'Cefalexin', 'contraindicated'],
    ['ceftriaxone', 'Cefuroxime', 'contraindicated'],
    ['ciprofloxacin', 'Levofloxacin', 'contraindicated'],
    ['erythromycin', 'Clarithromycin', 'contraindicated'],
    ['lisinopril', 'Ramipril', 'contraindicated'],
    ['Ramipril', 'Entresto', 'contraindicated'],
    ['ACE inhibitors', 'Perindopril', 'contraindicated'],
    ['hydroxyzine', 'Cetirizine', 'contraindicated'],
    ['peanuts', 'Prometrium', 'contraindicated'],
    ['soya', 'Roaccutane', 'contraindicated'],
    ['iodine', 'Amiodarone', 'contraindicated'],
    ['milk', 'Relvar Ellipta', 'contraindicated'],
    ['cow’s milk protein', 'Advair', 'contraindicated'],
    ['Milk and eggs', 'Anoro Ellipta', 'contraindicated'],
    ['soya', 'Dutasteride', 'contraindicated'],
    ['peanut', 'Avodart', 'contraindicated'],
    ['soya', 'Utrogestan', 'contraindicated'],
    ['peanuts', 'Testosterone injection', 'contraindicated'],
    ['Peanuts and tree nuts', 'Prometrium', 'contraindicated'],
    ['sesame', 'Alfacalcidol', 'contraindicated'],
    ['cobalt', 'Cyanocobalamin', 'contraindicated'],
    ['cobalt', 'Hydroxocobalamin', 'contraindicated'],
    ['ibuprofen', 'Metamizole', 'contraindicated'],
    ['aspirin', 'Novalgin', 'contraindicated'],
    ['salicylates', 'Novalgin', 'contraindicated'],
  ])('%s: %s, the same or of its kind', (substance, medicine, severity) => {
    expect(match(substance, medicine)).toBe(severity);
  });

  it.each([
    ['penicillin', 'Ceftriaxone', 'moderate'],
    ['penicillin', 'Cefalexin', 'serious'],
    ['cefalexin', 'Amoxicillin', 'serious'],
    ['penicillin', 'Meropenem', 'moderate'],
    ['aztreonam', 'Ceftazidime', 'serious'],
    ['aspirin', 'Celecoxib', 'serious'],
    ['sulfa', 'Celecoxib', 'serious'],
    ['sulfa', 'Furosemide', 'moderate'],
    ['sulfa', 'Hydrochlorothiazide', 'moderate'],
    ['codeine', 'Morphine', 'moderate'],
    ['carbamazepine', 'Phenytoin', 'serious'],
    ['ramipril', 'Losartan', 'moderate'],
  ])('%s: %s, a relative, less strongly', (substance, medicine, severity) => {
    expect(match(substance, medicine)).toBe(severity);
  });

  it.each([
    ['aciclovir', 'Valaciclovir', 'contraindicated', 'contraindicated'],
    ['theophylline', 'Aminophylline', 'contraindicated', 'serious'],
    ['mercaptopurine', 'Azathioprine', 'contraindicated', 'serious'],
    ['fluorouracil', 'Capecitabine', 'contraindicated', 'serious'],
    ['venlafaxine', 'Desvenlafaxine', 'contraindicated', 'contraindicated'],
    ['risperidone', 'Paliperidone', 'contraindicated', 'contraindicated'],
    ['carbimazole', 'Thiamazole', 'contraindicated', 'contraindicated'],
    ['mesalazine', 'Sulfasalazine', 'contraindicated', 'serious'],
    ['amfetamine', 'Lisdexamfetamine', 'contraindicated', 'contraindicated'],
    ['dexamfetamine', 'Lisdexamfetamine', 'contraindicated', 'contraindicated'],
    ['sirolimus', 'Everolimus', 'contraindicated', 'serious'],
    ['ergotamine', 'Dihydroergotamine', 'contraindicated', 'contraindicated'],
    ['nitroglycerin', 'Imdur', 'contraindicated', 'contraindicated'],
    ['hydrochlorothiazide', 'Indapamide', 'serious', 'serious'],
    ['prednisone', 'Dexamethasone', 'moderate', 'moderate'],
    ['Lantus', 'Humalog', 'moderate', 'moderate'],
  ])('%s: %s, a close relative, and back', (one, other, there, back) => {
    expect([match(one, other), match(other, one)]).toEqual([there, back]);
  });

  it.each([
    ['milk', 'Pulmicort'],
    ['milk', 'Fluticasone inhaler'],
    ['milk', 'Methylprednisolone'],
  ])('%s: %s, of which some makes hold it', (substance, medicine) => {
    expect(match(substance, medicine)).toBe('serious');
  });

  it('penicillin: a cephalosporin more strongly after a severe reaction', () => {
    expect(match('penicillin', 'Ceftriaxone', 'high')).toBe('serious');
  });
});

describe('An allergy does not speak against', () => {
  it.each([
    ['penicillin', 'Azithromycin'],
    ['penicillin', 'Doxycycline'],
    ['penicillin', 'Aztreonam'],
    ['sulfa', 'Ferrous sulfate'],
    ['sulfa', 'Salbutamol sulfate'],
    ['sulfa', 'Sumatriptan'],
    ['aspirin', 'Paracetamol'],
    ['NSAIDs', 'Paracetamol'],
    ['mesalazine', 'Ibuprofen'],
    ['codeine', 'Fentanyl'],
    ['latex', 'Amoxicillin'],
    ['peanut', 'Amoxicillin'],
    ['shellfish', 'Amiodarone'],
    ['ramipril', 'Amlodipine'],
    ['milk thistle', 'Relvar Ellipta'],
    ['protein', 'Relvar Ellipta'],
  ])('%s: %s', (substance, medicine) => {
    expect(match(substance, medicine)).toBeNull();
  });
});

describe('An allergy is known', () => {
  it.each([
    'Latex',
    'peanut',
    'Peanuts and tree nuts',
    'Bee stings',
    'house dust mite',
    'No known allergies',
    'NKDA',
  ])('%s: nothing that is prescribed', (substance) => {
    expect(isKnownAllergy({ id: 'a1', substance })).toBe(true);
  });

  it('in the category of food, whatever it is', () => {
    expect(isKnownAllergy({ id: 'a1', substance: 'durian', category: 'food' })).toBe(true);
  });

  it('by its code', () => {
    const coding = { system: 'http://www.whocc.no/atc', code: 'J01CA04', display: 'amoxicillin' };
    const allergy = { id: 'a1', substance: '…', coding };
    expect(isKnownAllergy(allergy)).toBe(true);
    expect(allergyMatch(allergy, recognise({ name: 'Ampicillin' }).parts)?.severity).toBe('contraindicated');
  });
});

describe('An allergy with a code of SNOMED CT', () => {
  it.each(['Allergy to penicillin (finding)', 'Penicillin (substance)'])('%s, is known', (display) => {
    const coding = { system: 'http://snomed.info/sct', code: '1', display };
    expect(isKnownAllergy({ id: 'a1', substance: 'penicillin', coding })).toBe(true);
  });
});

describe('An allergy is not known', () => {
  it.each([
    '',
    'wonderamab',
    'some antibiotic',
    'the pink pill',
    'penicilin or sulfer',
    'latex and wonderamab',
    'contrast',
  ])('"%s"', (substance) => {
    expect(isKnownAllergy({ id: 'a1', substance })).toBe(false);
  });

  it('when only part of it is, and that part still counts', () => {
    expect(isKnownAllergy({ id: 'a1', substance: 'penicillin, wonderamab' })).toBe(false);
    expect(match('penicillin, wonderamab', 'Amoxicillin')).toBe('contraindicated');
  });

  it.each(['gelatin', 'ibuprofn', 'hydroxizyne'])('%s, though it is filed under food', (substance) => {
    expect(isKnownAllergy({ id: 'a1', substance, category: 'food' })).toBe(false);
  });

  it('when it names a medicine in part, though it is filed under food', () => {
    expect(isKnownAllergy({ id: 'a1', substance: 'penicillin syrup thing', category: 'food' })).toBe(false);
  });
});
