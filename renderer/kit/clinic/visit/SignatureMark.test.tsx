import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { view } from '../../../../tests/support/form-stage';
import { SignatureMark } from './SignatureMark';

afterEach(cleanup);

const written = { id: '1'.repeat(24), revision: 1, createdAt: new Date(0), updatedAt: new Date(0) };

describe('how a visit stands with its signature', () => {
  it('is "not signed" when somebody here wrote it and nobody signed it', () => {
    render(view(<SignatureMark visit={{ ...written, createdBy: 'u1' }} />, 'doctor'));
    expect(screen.getByText('Not signed')).toBeTruthy();
  });

  it('is no omission when it came from a system without signatures', () => {
    render(view(<SignatureMark visit={written} />, 'doctor'));
    expect(screen.getByText('From before signatures were kept')).toBeTruthy();
    expect(screen.queryByText('Not signed')).toBeNull();
  });

  it('is signed all the same, when the one whose visit it was signs it now', () => {
    const visit = { ...written, signedAt: new Date('2027-03-09T10:00:00Z'), signedByName: 'Dr Meera Joshi' };
    render(view(<SignatureMark visit={visit} />, 'doctor'));
    expect(screen.getByText(/^Signed by Dr Meera Joshi, /)).toBeTruthy();
  });
});
