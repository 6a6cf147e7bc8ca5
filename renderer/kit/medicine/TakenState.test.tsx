import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { KeptCheck } from '../../../shared/rules/check-prescription';
import { TakenState } from './TakenState';

afterEach(cleanup);

const said = (message: string): KeptCheck => ({
  ...{ state: 'warnings', version: '1', notChecked: [] },
  findings: [
    { ...{ kind: 'interaction', severity: 'contraindicated', source: 'A label', about: 'p1' }, message },
  ],
});
const choices = ['Choose another.', 'Choose another, or give a reason.', 'Stop one, or give a reason.'];

// Seen red with the last two beside the reason for not doing so.
it.each(choices)(
  'what was decided on with a reason still says what speaks against it, and no more “%s”',
  (choice) => {
    const check = said(`With simvastatin: the statin builds up. ${choice}`);
    const { rerender } = render(<TakenState check={check} />);
    expect(screen.getByText(`With simvastatin: the statin builds up. ${choice}`)).toBeTruthy();
    rerender(<TakenState check={check} reason="No other is tolerated" />);
    expect(screen.getByText('With simvastatin: the statin builds up.')).toBeTruthy();
    expect(screen.getByText('Reason: No other is tolerated')).toBeTruthy();
  },
);
