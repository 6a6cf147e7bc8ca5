import { describe, expect, it } from 'vitest';
import { accountInput, accountProblems, emptyAccount } from './account-draft';
import { greeting } from './greeting';
import { strengthOf } from './password-strength';

const good = {
  displayName: 'Rosa Méndez',
  username: 'rosa',
  email: '',
  password: 'long-stem-mallow',
  again: 'long-stem-mallow',
};

describe('asking for an account', () => {
  it('needs a name, a user name and a password typed twice alike', () => {
    expect(Object.keys(accountProblems(emptyAccount))).toEqual(['displayName', 'username', 'password']);
    expect(accountProblems({ ...good, again: 'other' })).toEqual({
      again: 'The two passwords are not the same.',
    });
    expect(accountProblems(good)).toEqual({});
  });

  it('refuses an email that is none, and sends no empty one', () => {
    expect(Object.keys(accountProblems({ ...good, email: 'rosa' }))).toEqual(['email']);
    expect(accountInput(good).email).toBeNull();
  });

  it('refuses the own name as the password', () => {
    expect(accountProblems({ ...good, password: 'Rosa Méndez', again: 'Rosa Méndez' }).password).toMatch(
      /own name/,
    );
  });
});

describe('the strength of a password', () => {
  it('is told by its length, and too weak when it would be refused', () => {
    expect(strengthOf('12345', []).word).toBe('Too weak');
    expect(strengthOf('password1', []).word).toBe('Too weak');
    expect(strengthOf('mallow stem', []).word).toBe('Fair');
    expect(strengthOf('mallow stem 12', []).word).toBe('Strong');
    expect(strengthOf('mallow stem meadow', []).word).toBe('Very strong');
  });
});

describe('the greeting', () => {
  it('follows the hour and uses the first name, or the title with the name', () => {
    expect(greeting('08:02', 'Rosa Méndez')).toBe('Good morning, Rosa');
    expect(greeting('13:00', 'Dr Meera Joshi')).toBe('Good afternoon, Dr Meera Joshi');
    expect(greeting('22:10')).toBe('Good evening');
  });
});
