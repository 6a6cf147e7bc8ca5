import { describe, expect, it } from 'vitest';
import { hitAddress } from './hit-address';

const hitOf = (field: string, text: string, marks: [number, number][]) => ({
  id: 'a1',
  title: 'Laboratory report',
  fragments: [{ field, text, marks }],
});

describe('where a document that was found opens', () => {
  it('at the first word in it that was looked for', () => {
    const hit = hitOf('Text', '…of the haemoglobin, and ferritin', [
      [8, 13],
      [25, 33],
    ]);
    expect(hitAddress('attachments', hit)).toBe('/attachments/a1?find=haemo');
  });

  // Seen red with all marks that follow one another: at the end of a page, "retinopathy Retinopathy" is found nowhere.
  it('at one word, also where the next one follows at once', () => {
    const hit = hitOf('Text', 'No retinopathy Retinopathy again', [
      [3, 14],
      [15, 26],
    ]);
    expect(hitAddress('attachments', hit)).toBe('/attachments/a1?find=retinopathy');
  });

  it('at its beginning, when it was found by its title; other records have no such place', () => {
    expect(hitAddress('attachments', hitOf('Title', 'Blood', [[0, 5]]))).toBe('/attachments/a1');
    expect(hitAddress('healthlogs', hitOf('Text', 'Blood', [[0, 5]]))).toBe('/healthlogs/a1');
  });
});
