import { describe, expect, it } from 'vitest';
import { conditions } from '../../../electron/core/demo/conditions';
import { isCovered } from './not-checked';
import { recognise } from './recognise';

const namesIn = (name: string) => {
  const { isWhole, parts } = recognise({ name });
  return isWhole ? parts.map((part) => part.name) : null;
};

describe('A medicine is recognised as doctors write it', () => {
  it.each([
    ['Amoxicillin 500 mg capsules', 'amoxicillin'],
    ['PARACETAMOL', 'paracetamol'],
    ['paracetamol 1g tabs prn', 'paracetamol'],
    ['Ibuprofen 400mg film-coated', 'ibuprofen'],
    ['Amoxicillin 250 mg/5 ml sugar-free suspension', 'amoxicillin'],
    ['metformin hydrochloride 1,000 mg prolonged-release tablets', 'metformin'],
    ['Clorhidrato de metformina 850 mg comprimidos recubiertos', 'metformin'],
    ['Levothyroxine sodium 50 µg', 'levothyroxine'],
    ['Levothyroxine 50μg once daily', 'levothyroxine'],
    ['L-Thyroxin 75', 'levothyroxine'],
    ['Losartan potassium 50mg', 'losartan'],
    ['Esomeprazole magnesium 20 mg gastro-resistant', 'esomeprazole'],
    ['Diclofenac-Natrium 50 mg', 'diclofenac'],
    ['Atorvastatin 20 mg at night', 'atorvastatin'],
    ['Warfarin 3', 'warfarin'],
    ['Salbutamol 100 microgram inhaler', 'salbutamol'],
    ['Fluorouracil 5 % cream', 'fluorouracil'],
    ['Vitamin D3 20,000 IU', 'colecalciferol'],
    ['vitamin d', 'colecalciferol'],
    ['Vitamin B12 1000 mcg injection', 'cyanocobalamin'],
    ['Ferrous sulphate 200 mg', 'iron'],
    ['Potassium chloride 600 mg modified release', 'potassium chloride'],
    ['Children’s Calpol 120 mg/5 ml', 'paracetamol'],
    ['St. John’s Wort 300 mg', 'hypericum perforatum'],
    ['5-ASA 1 g suppositories', 'mesalazine'],
    ['Nitroglycerin spray 400 mcg/dose', 'glyceryl trinitrate'],
    ['Valproate sodium 500 mg', 'valproic acid'],
    ['Penicillin V 250 mg', 'phenoxymethylpenicillin'],
    ['Penicillin V potassium 500 mg', 'phenoxymethylpenicillin'],
    ['Pen V', 'phenoxymethylpenicillin'],
    ['Pen-VK 250 mg tablets', 'phenoxymethylpenicillin'],
    ['Pen G 600 mg injection', 'benzylpenicillin'],
    ['Toprol-XL 50 mg', 'metoprolol'],
    ['Lithium carbonate 400 mg', 'lithium'],
    ['EpiPen 0.3 mg auto', null],
    ['Losartan Kalium 50 mg', 'losartan'],
    ['Rosuvastatin calcium 10 mg', 'rosuvastatin'],
    ['Dexamethasone sodium phosphate 4 mg/ml', 'dexamethasone'],
    ['Eliquis 5 mg', 'apixaban'],
    ['Fentanyl 25 mcg/h patch', 'fentanyl'],
    ['Metformin 500 mg 2 x daily', 'metformin'],
    ['Metformin 500 mg x 2', 'metformin'],
  ])('%s', (written, name) => {
    expect(namesIn(written)).toEqual(name && [name]);
  });

  it.each([
    ['amoxicilline', 'amoxicillin'],
    ['amoxicilina', 'amoxicillin'],
    ['Amoxycillin', 'amoxicillin'],
    ['Metotrexato', 'methotrexate'],
    ['Hidroclorotiazida', 'hydrochlorothiazide'],
    ['Levotiroxina', 'levothyroxine'],
    ['Azitromicina', 'azithromycin'],
    ['Paracétamol', 'paracetamol'],
    ['Ibuprofène', 'ibuprofen'],
    ['Omeprazol', 'omeprazole'],
    ['Prednison', 'prednisone'],
    ['Prednisolon', 'prednisolone'],
    ['Acetylsalicylsäure 100', 'acetylsalicylic acid'],
    ['Ácido acetilsalicílico', 'acetylsalicylic acid'],
    ['acetaminophen', 'paracetamol'],
    ['albuterol', 'salbutamol'],
    ['frusemide', 'furosemide'],
    ['cephalexin', 'cefalexin'],
    ['cyclosporin', 'ciclosporin'],
    ['oestradiol', 'estradiol'],
    ['adrenaline', 'epinephrine'],
    ['Amphetamine', 'amfetamine'],
  ])('%s, in its national spelling', (written, name) => {
    expect(namesIn(written)).toEqual([name]);
  });

  it.each([
    ['Co-amoxiclav 625', ['amoxicillin', 'clavulanic acid']],
    ['Augmentin 875/125 mg', ['amoxicillin', 'clavulanic acid']],
    ['Amoxicillin + clavulanic acid 500/125', ['amoxicillin', 'clavulanic acid']],
    ['amoxicillin/clavulanate potassium', ['amoxicillin', 'clavulanic acid']],
    ['Amoxicillin (as trihydrate) with clavulanic acid', ['amoxicillin', 'clavulanic acid']],
    ['Bactrim DS', ['sulfamethoxazole', 'trimethoprim']],
    ['paracetamol and codeine', ['paracetamol', 'codeine']],
    ['Tylenol #3', ['paracetamol', 'codeine']],
    ['Tylenol 1', ['paracetamol', 'codeine']],
    ['Tylenol #2', ['paracetamol', 'codeine']],
    ['Fucidin H cream', ['fusidic acid', 'hydrocortisone']],
    ['Climara Pro', ['estradiol', 'levonorgestrel']],
    ['Magnesium potassium', ['magnesium', 'potassium chloride']],
    ['Calcium magnesium zinc', ['calcium', 'magnesium', 'zinc']],
    ['Vitamin D3 calcium', ['colecalciferol', 'calcium']],
    ['Losartan con hidroclorotiazida', ['losartan', 'hydrochlorothiazide']],
    ['Percocet 5/325', ['oxycodone', 'paracetamol']],
    ['Calcium + vitamin D', ['calcium', 'colecalciferol']],
    ['Losartan + potassium', ['losartan', 'potassium chloride']],
    ['losartan and hydrochlorothiazide', ['losartan', 'hydrochlorothiazide']],
    ['Paxlovid', ['nirmatrelvir', 'ritonavir']],
  ])('%s, with all that is in it', (written, names) => {
    expect(namesIn(written)).toEqual(names);
  });

  it('by its ATC code, where the name says nothing, or what the code says', () => {
    const coding = { system: 'http://www.whocc.no/atc', code: 'N02BE01', display: 'Schmerzmittel' };
    for (const name of ['№', 'schmerzmittel'])
      expect(recognise({ name, coding })).toMatchObject({ isWhole: true, parts: [{ name: 'paracetamol' }] });
  });

  it('by the text of another code', () => {
    const coding = {
      system: 'http://www.nlm.nih.gov/research/umls/rxnorm',
      code: '1',
      display: 'Warfarin 5 MG',
    };
    expect(recognise({ name: '№', coding }).parts.map(({ name }) => name)).toEqual(['warfarin']);
  });
});

describe('A medicine is not guessed', () => {
  it.each([
    ['one letter off between two that look alike', 'hydroxizyne'],
    ['half in one spelling and half in another', 'hidroxyzine'],
    ['one letter missing', 'amoxicilin 500 mg'.replace('ili', 'li')],
    ['between prednisone and prednisolone', 'prednisolne'],
    ['between clonidine and clonazepam', 'clonidane'],
    ['a new substance', 'Wonderamab 100 mg'],
    ['a brand that holds more than its name says', 'Panadol Extra'],
    ['a brand for the night', 'Tylenol PM'],
    ['a brand with a decongestant', 'Claritin-D'],
    ['a known part beside an unknown one', 'paracetamol + caffeine'],
    ['something that was to follow', 'paracetamol and'],
    ['an insulin that is not in the table', 'insulin glulisine'],
    ['another salt that is another medicine', 'potassium permanganate'],
    ['sodium chloride', 'sodium chloride 0.9 %'],
    ['a denial', 'no penicillin V'],
    ['an abbreviation that has killed', 'MTX 10 mg'],
    ['another one', 'HCT 25'],
    ['noradrenaline', 'noradrenaline'],
    ['a brand in another spelling', 'Zocora'],
    ['a number behind a brand that may be another product', 'Panadol 2'],
    ['a letter behind a brand that stands for more', 'Voltaren H'],
    ['an article behind a brand', 'Elocon A'],
    ['a number and a letter behind a brand', 'Fucidin 2 H'],
    ['a letter behind a strength that stands for more', 'Betnovate 0.1 % H cream'],
    ['a brand that is for more', 'Estrace Pro'],
    ['a mineral that is in no table', 'Magnesium Kalium citrat'],
    ['a metal that is no salt of it', 'Ramipril sodium'],
    ['two words that join, of which the first is part of the brand', 'Atacand plus and amlodipine'],
    ['a word that joins nothing', 'Atacand plus, amlodipine'],
    ['nothing', '   '],
    ['signs only', '???'],
    ['another script', 'アモキシシリン'],
  ])('%s', (_what, written) => {
    expect(namesIn(written)).toBeNull();
  });

  it.each([
    ['hydroxizyne', 'hydroxyzine'],
    ['hydralzine', 'hydralazine'],
    ['warfarn', 'warfarin'],
    ['amoxi', 'amoxicillin'],
  ])('%s is offered as %s at most', (written, name) => {
    const { isWhole, parts, didYouMean } = recognise({ name: written });
    const offered = isWhole ? parts.map((part) => part.name) : didYouMean;
    expect(offered).toContain(name);
  });

  it.each([
    ['hydroxyzine', 'hydralazine'],
    ['prednisone', 'prednisolone'],
    ['clonidine', 'clonazepam'],
    ['chlorpromazine', 'chlorpropamide'],
    ['methimazole', 'metamizole'],
    ['Celebrex', 'Celexa'],
    ['lamotrigine', 'lamivudine'],
    ['quinine', 'quinidine'],
    ['cefuroxime', 'cefotaxime'],
    ['bisoprolol', 'bisacodyl'],
    ['carbamazepine', 'oxcarbazepine'],
    ['tramadol', 'trazodone'],
    ['sulfadiazine', 'sulfasalazine'],
    ['ephedrine', 'epinephrine'],
    ['vinblastine', 'vincristine'],
  ])('%s is never %s', (one, other) => {
    expect(namesIn(one)).not.toEqual(namesIn(other) ?? 'nothing');
  });

  it('takes neither side where the name and the code disagree, and names both', () => {
    const coding = { system: 'http://www.whocc.no/atc', code: 'C02DB02', display: 'hydralazine' };
    const { isWhole, isContradicted, parts } = recognise({ name: 'Hydroxyzine 25 mg', coding });
    expect({ isWhole, isContradicted, names: parts.map(({ name }) => name) }).toEqual({
      isWhole: false,
      isContradicted: true,
      names: ['hydroxyzine', 'hydralazine'],
    });
  });

  it('does not let a code stand for a name that no table knows, but keeps what the code says', () => {
    const coding = { system: 'http://www.whocc.no/atc', code: 'N02BE01', display: 'paracetamol' };
    expect(recognise({ name: 'Wonderamab 100 mg', coding })).toMatchObject({
      isWhole: false,
      unrecognised: ['wonderamab'],
      parts: [{ name: 'paracetamol' }],
    });
  });

  it('does not take the name for all of it, where the code says more', () => {
    const coding = { system: 'urn:local', code: '1', display: 'Amoxicillin + wonderamab' };
    expect(recognise({ name: 'Amoxicillin', coding })).toMatchObject({
      isWhole: false,
      unrecognised: ['wonderamab', '+'],
    });
  });

  it('does not let a code overrule a name that looks like another medicine', () => {
    const coding = { system: 'http://www.whocc.no/atc', code: 'C02DB02', display: 'hydralazine' };
    expect(recognise({ name: 'Hydroxizyne 25 mg', coding }).isWhole).toBe(false);
  });
});

describe('The medicines of the demo clinic', () => {
  const names = [...new Set(conditions.flatMap(({ medicines = [] }) => medicines.map(({ name }) => name)))];

  it.each(names)('%s is recognised and covered', (name) => {
    const { isWhole, parts } = recognise({ name });
    expect(isWhole && parts.every(isCovered)).toBe(true);
  });
});
