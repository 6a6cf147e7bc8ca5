import { describe, expect, it } from 'vitest';
import { counted, listed } from './counted';

describe('counts in sentences', () => {
  it('have their word in its number, and groups of three digits', () => {
    const visits = { one: 'visit', many: 'visits' };
    expect([0, 1, 2, 1523].map((count) => counted(count, visits))).toEqual([
      '0 visits',
      '1 visit',
      '2 visits',
      '1,523 visits',
    ]);
  });

  it('stand in a list as people say it', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });

  // Seen red as "One, which is open and Two".
  it('close with a comma what has one of its own', () => {
    expect(listed(['One, which is open', 'Two'])).toBe('One, which is open, and Two');
    expect(listed(['Two', 'One, which is open'])).toBe('Two and One, which is open');
  });
});
