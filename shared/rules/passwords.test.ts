import { describe, expect, it } from 'vitest';
import { passwordProblem } from './passwords';

describe('passwordProblem', () => {
  it('asks for at least six characters, as the published system did', () => {
    expect(passwordProblem('kites')).toBe('Use at least 6 characters.');
    expect(passwordProblem('kitesy')).toBeNull();
  });

  it.each(['password', 'Password1', 'qwerty', '123456', 'hunter22', 'P@ssw0rd', 'letmein!', 'ClinicDesk'])(
    'refuses the common %s',
    (password) => {
      expect(passwordProblem(password)).not.toBeNull();
    },
  );

  it('refuses the same character again and again', () => {
    expect(passwordProblem('zzzzzzzzzz')).toBe('Use more different characters.');
  });

  it('refuses the user name, also with digits behind it', () => {
    expect(passwordProblem('Mendez2026', ['mendez'])).toBe('Do not use your own name as the password.');
  });

  it('lets long passphrases through', () => {
    expect(passwordProblem('lavender kites at noon', ['rosa'])).toBeNull();
  });
});
