import { describe, expect, it } from 'vitest';
import { fileKinds } from '../../../shared/rules/file-kinds';
import { viewerOf } from './viewer-of';

const shown = (contentType: string | undefined, isShown = true) =>
  viewerOf({ filename: 'a', contentType, isShown });

describe('what shows a document', () => {
  // Seen red with the test of `isShown` left out.
  it('is nothing for what could run a script and for what nobody knows, whatever the record says', () => {
    const never = [
      'text/html',
      'image/svg+xml',
      'application/xhtml+xml',
      'application/x-msdownload',
      undefined,
    ];
    expect(never.map((type) => shown(type))).toEqual(never.map(() => 'none'));
    expect(shown('image/jpeg', false)).toBe('none');
    expect(viewerOf({ filename: 'a', contentType: 'image/jpeg' })).toBe('none');
  });

  it('is the viewer of its kind, a picture of it for TIFF, and nothing for paper', () => {
    expect(shown('image/png')).toBe('image');
    expect(shown('image/tiff')).toBe('preview');
    expect(shown('application/pdf')).toBe('pdf');
    expect(shown('application/dicom')).toBe('dicom');
    expect(shown('text/plain')).toBe('text');
    expect(viewerOf({})).toBe('paper');
  });

  it('is there for every kind that may be shown, and for no other', () => {
    for (const { contentType, isShown } of fileKinds) {
      expect([contentType, shown(contentType) !== 'none']).toEqual([contentType, isShown]);
    }
  });
});
