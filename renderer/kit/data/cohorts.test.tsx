import { cleanup, render, screen } from '@testing-library/react';
import { MantineProvider } from '@mantine/core';
import { afterEach, expect, it, vi } from 'vitest';
import type { ClinicClient } from '../../../shared/contract';
import { ClinicProvider, useCohortCount } from './index';
import { session } from './testing/session';

afterEach(cleanup);

const criteria = {};
function Count() {
  const { data } = useCohortCount(criteria);
  return <p>{data ? `${data.count} of ${data.of}` : 'counting'}</p>;
}

// Seen red with the kept count shown as it was: a reading that came meanwhile was not in it.
it('a cohort is counted anew by each page that is opened, over the count that is kept', async () => {
  let count = 0;
  const countCohort = vi.fn(async () => ({ count, of: 500 }));
  const client = { reports: { countCohort } } as unknown as ClinicClient;
  const page = (isOpen: boolean) => (
    <MantineProvider env="test">
      <ClinicProvider {...{ client, session }} refreshSession={() => undefined}>
        {isOpen && <Count />}
      </ClinicProvider>
    </MantineProvider>
  );
  const { rerender } = render(page(true));
  await screen.findByText('0 of 500');
  rerender(page(false));
  count = 1;
  rerender(page(true));
  expect(screen.getByText('0 of 500')).toBeTruthy();
  await screen.findByText('1 of 500');
  expect(countCohort).toHaveBeenCalledTimes(2);
});
