import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { fatima } from '../../../../tests/support/form-stage';
import { theme } from '../../theme';
import { PatientBanner } from './PatientBanner';

afterEach(cleanup);

// Seen red with all alerts but allergies in amber and without the mark that forms and lists give them.
it('every alert has the tone and the mark of an alert, allergies first', () => {
  const alerts = 'Takes warfarin\nAllergic to latex';
  render(
    <MantineProvider theme={theme} env="test">
      <PatientBanner patient={{ ...fatima, alerts }} hasAlerts today="2026-11-28" />
    </MantineProvider>,
  );
  const [latex, warfarin] = ['Allergic to latex', 'Takes warfarin'].map((text) =>
    screen.getByText(text).closest('[data-tone]'),
  );
  for (const tag of [latex, warfarin]) {
    expect(tag?.getAttribute('data-tone')).toBe('danger');
    expect(tag?.querySelector('svg')).not.toBeNull();
  }
  expect(latex?.nextElementSibling).toBe(warfarin);
});
