import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { KeptCheck } from '../../../shared/rules/check-prescription';
import { TakenState } from './TakenState';

afterEach(cleanup);

const check: KeptCheck = {
  ...{ state: 'warnings', version: '1', notChecked: [] },
  findings: [
    {
      ...{ kind: 'interaction', severity: 'contraindicated', source: 'A label', about: 'p1' },
      message: 'With simvastatin: the statin builds up. Choose another.',
    },
  ],
};

// Seen red with "Choose another." beside the reason for not doing so.
it('what was decided on with a reason still says what speaks against it, and no more that another be chosen', () => {
  const { rerender } = render(<TakenState check={check} />);
  expect(screen.getByText(/builds up\. Choose another\.$/)).toBeTruthy();
  rerender(<TakenState check={check} reason="No other is tolerated" />);
  expect(screen.getByText('With simvastatin: the statin builds up.')).toBeTruthy();
  expect(screen.getByText('Reason: No other is tolerated')).toBeTruthy();
});
