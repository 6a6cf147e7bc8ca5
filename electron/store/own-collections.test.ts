import { describe, expect, it } from 'vitest';
import { isOneOf, isOwn } from './own-collections';

describe('a collection of Clinic Desk beside its entities', () => {
  it.each(['migrations', 'counters', 'turns', 'legacyreviews', 'legacyloads', 'reportsecrets'])(
    'is %s',
    (name) => {
      expect(isOwn(name)).toBe(true);
    },
  );

  it.each(['users', 'older-migrations', 'turnstiles', ''])('is not %j', (name) => {
    expect(isOwn(name)).toBe(false);
  });

  it('may be one of several that begin alike, as those of files do', () => {
    const names = ['attachments.', 'readings'];
    expect(isOneOf(names, 'attachments.files')).toBe(true);
    expect(isOneOf(names, 'attachments.chunks')).toBe(true);
    expect(isOneOf(names, 'attachments')).toBe(false);
    expect(isOneOf(names, 'readings.old')).toBe(false);
  });
});
