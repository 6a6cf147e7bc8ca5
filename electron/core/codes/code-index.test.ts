import { describe, expect, it } from 'vitest';
import type { CodeRow, CodeTable } from '../ports/code-systems';
import { CodeIndex } from './code-index';

const row = (code: string, display: string, isBillable?: boolean): CodeRow => ({ code, display, isBillable });
const tableOf = (rows: readonly CodeRow[]): CodeTable => ({
  system: 'http://example.org/codes',
  edition: 'Test',
  async *read() {
    yield rows;
  },
});

const diagnoses = tableOf([
  row('E11', 'Type 2 diabetes mellitus', false),
  row('E11.6', 'Type 2 diabetes mellitus with other specified complications', false),
  row('E11.65', 'Type 2 diabetes mellitus with hyperglycemia', true),
  row('E11.9', 'Type 2 diabetes mellitus without complications', true),
  row('H81.0', "Ménière's disease", false),
  row('H81.01', "Ménière's disease, right ear", true),
  row('H92.01', 'Otalgia, right ear', true),
  row('M17.11', 'Unilateral primary osteoarthritis, right knee', true),
  row('M17.12', 'Unilateral primary osteoarthritis, left knee', true),
  row('P52.0', 'Early onset of a haemorrhage', true),
]);

async function found(text: string, more: { limit?: number; billableOnly?: boolean; table?: CodeTable } = {}) {
  const index = await CodeIndex.of(more.table ?? diagnoses);
  const { codes, total } = index.find({ text, limit: more.limit ?? 50, billableOnly: more.billableOnly });
  return { codes: codes.map(({ code }) => code), total };
}

describe('looking a code up', () => {
  it('takes a code with and without its dot, in capitals or not', async () => {
    for (const text of ['E11.9', 'e11.9', 'e119', ' E119 ']) {
      expect(await found(text)).toEqual({ codes: ['E11.9'], total: 1 });
    }
  });

  it('gives the very code first, then the codes that begin with it in their order', async () => {
    expect((await found('e11')).codes).toEqual(['E11', 'E11.6', 'E11.65', 'E11.9']);
  });

  it('finds words by how they begin, in any order, whatever their accents and capitals', async () => {
    expect((await found('LEFT knee osteo')).codes).toEqual(['M17.12']);
    expect((await found('menieres right')).codes).toEqual(['H81.01']);
    expect((await found('Ménière')).codes).toEqual(['H81.01', 'H81.0']);
  });

  // Seen red with the display alone, and with the first of the other names for each.
  it('says which other name was meant, where the display does not have the words', async () => {
    const heart = {
      ...row('22298006', 'Myocardial infarction (disorder)'),
      otherNames: ['Myocardial infarction', 'Infarction of heart', 'Cardiac infarction', 'Heart attack'],
    };
    const index = await CodeIndex.of(tableOf([heart, row('1', 'Attack by a bear')]));
    const foundBy = (text: string) =>
      index.find({ text, limit: 9 }).codes.map((each) => [each.code, each.foundBy ?? null]);
    expect(foundBy('heart att')).toEqual([['22298006', 'Heart attack']]);
    expect(foundBy('HEART')).toEqual([['22298006', 'Infarction of heart']]);
    // Of what is in the display, nothing more is said.
    expect(foundBy('infarct myo')).toEqual([['22298006', null]]);
    expect(foundBy('222')).toEqual([['22298006', null]]);
    // Words of the display and of two names at once: the name with the most of them.
    expect(foundBy('cardiac infarction disorder heart')).toEqual([['22298006', 'Infarction of heart']]);
    expect(foundBy('attack')).toEqual([
      ['1', null],
      ['22298006', 'Heart attack'],
    ]);
    expect(index.find({ text: 'heart attack', limit: 9 }).codes[0]).toEqual({
      ...{ code: '22298006', display: 'Myocardial infarction (disorder)', foundBy: 'Heart attack' },
    });
  });

  it('wants every word that was typed', async () => {
    expect(await found('osteoarthritis ear')).toEqual({ codes: [], total: 0 });
  });

  it('puts whole words before beginnings, what may be billed before categories, and short before long', async () => {
    expect((await found('ear')).codes).toEqual(['H92.01', 'H81.01', 'P52.0']);
    expect((await found('diabetes')).codes).toEqual(['E11.9', 'E11.65', 'E11', 'E11.6']);
  });

  it('puts what most people have first, though its name has more words that say nothing', async () => {
    const table = tableOf([
      row('G43.809', 'Other migraine, not intractable, without status migrainosus', true),
      row('G43.909', 'Migraine, unspecified, not intractable, without status migrainosus', true),
      row('G43.D0', 'Abdominal migraine, not intractable', true),
      row('I10', 'Essential (primary) hypertension', true),
      row('J45.909', 'Unspecified asthma, uncomplicated', true),
      row('J82.83', 'Eosinophilic asthma', true),
      row('K76.6', 'Portal hypertension', true),
    ]);
    expect((await found('hypertension', { table })).codes).toEqual(['I10', 'K76.6']);
    expect((await found('asthma', { table })).codes).toEqual(['J45.909', 'J82.83']);
    expect((await found('migraine', { table })).codes).toEqual(['G43.909', 'G43.809', 'G43.D0']);
    expect((await found('type 2 diab')).codes[0]).toBe('E11.9');
  });

  it('gives codes that begin with what was typed before words that do, and each once', async () => {
    const table = tableOf([row('EAR', 'Ear'), row('X1', 'Ear, left'), row('EAR2', 'Something else')]);
    expect(await found('ear', { table })).toEqual({ codes: ['EAR', 'EAR2', 'X1'], total: 3 });
  });

  it('leaves categories out when a bill is to be written', async () => {
    expect(await found('e11', { billableOnly: true })).toEqual({ codes: ['E11.65', 'E11.9'], total: 2 });
    expect((await found('diabetes', { billableOnly: true })).codes).toEqual(['E11.9', 'E11.65']);
  });

  it('leaves nothing out where a system does not tell what may be billed', async () => {
    const table = tableOf([row('mg', 'mg (milligram)')]);
    expect((await found('milli', { table, billableOnly: true })).codes).toEqual(['mg']);
  });

  it('gives no more than wanted, the best of them, and counts all', async () => {
    expect(await found('type 2', { limit: 2 })).toEqual({ codes: ['E11.9', 'E11.65'], total: 4 });
    expect(await found('e11', { limit: 3 })).toEqual({ codes: ['E11', 'E11.6', 'E11.65'], total: 4 });
  });

  it('gives the first of the table when nothing is typed, and nothing for signs alone', async () => {
    expect(await found(' ', { limit: 2 })).toEqual({ codes: ['E11', 'E11.6'], total: 10 });
    expect(await found('?!')).toEqual({ codes: [], total: 0 });
    expect(await found('.')).toEqual({ codes: [], total: 0 });
  });

  it('finds codes of a table that is in no order, and codes that are all signs', async () => {
    const table = tableOf([
      row('s', 's (second)'),
      row('%', '% (percent)'),
      row('mm[Hg]', 'mmHg'),
      row('m', 'm'),
    ]);
    expect((await found('M', { table })).codes).toEqual(['m', 'mm[Hg]']);
    expect((await found('%', { table })).codes).toEqual(['%']);
    expect((await found('mm[hg]', { table })).codes).toEqual(['mm[Hg]']);
  });

  it('of what nearly everything begins with gives short names that stand whole first, and does not count on', async () => {
    const many = Array.from({ length: 30_000 }, (_, at) => row(`X${at}`, `Diarrhoea of kind number ${at}`));
    const index = await CodeIndex.of(tableOf([...many, row('Y1', 'A d'), row('Y2', 'Rare dialysis')]));
    const broad = index.find({ text: 'd', limit: 3 });
    expect(broad.codes[0]?.code).toBe('Y1');
    expect(broad).toMatchObject({ isMore: true });
    // What is rare among them is found all the same, and counted.
    expect(index.find({ text: 'dia rar', limit: 3 })).toEqual({
      codes: [{ code: 'Y2', display: 'Rare dialysis' }],
      total: 1,
    });
  });

  it('finds nothing in a table without codes', async () => {
    const table = tableOf([]);
    expect(await found('a', { table })).toEqual({ codes: [], total: 0 });
    expect(await found('', { table })).toEqual({ codes: [], total: 0 });
  });
});
