import { describe, expect, it } from 'vitest';
import { argon2Hasher } from './argon2-hasher';

describe('argon2Hasher', () => {
  it('lets the right password in and no other', async () => {
    const kept = await argon2Hasher.hash('Lavender-82-kites');
    expect(kept).toMatch(/^\$argon2id\$/);
    expect(await argon2Hasher.verify(kept, 'Lavender-82-kites')).toBe(true);
    expect(await argon2Hasher.verify(kept, 'lavender-82-kites')).toBe(false);
  });

  it('takes a password typed with composed or decomposed accents for the same', async () => {
    const kept = await argon2Hasher.hash('Zo\u00eb sleeps late');
    expect(await argon2Hasher.verify(kept, 'Zoe\u0308 sleeps late')).toBe(true);
  });

  it('answers no, without an error, where no hash is kept', async () => {
    expect(await argon2Hasher.verify('secret1', 'secret1')).toBe(false);
    expect(await argon2Hasher.verify('', '')).toBe(false);
  });
});
