import { MantineProvider } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ClinicClient } from '../../../shared/contract';
import { ClinicProvider, useChart, useChartOutline } from './index';
import { session } from './testing/session';

afterEach(cleanup);

function Charted() {
  const { data } = useChart('fatima');
  const cache = useQueryClient();
  const touch = () => void cache.invalidateQueries({ queryKey: ['chart', 'fatima'], refetchType: 'none' });
  return <button onClick={touch}>{data ? 'charted' : 'opening'}</button>;
}

function Outlined() {
  const { data } = useChartOutline('fatima');
  return (
    <p>{data ? `visits: ${data.healthlogs.map(({ visitPurpose }) => visitPurpose).join()}` : 'asking'}</p>
  );
}

const visits = (visitPurpose: string) => ({ healthlogs: [{ id: 'v1', visitPurpose }] });

function stage() {
  const outline = vi.fn(async () => visits('Cough and fever'));
  const client = { chart: { get: async () => visits('Cough'), outline } } as unknown as ClinicClient;
  const page = (shown: 'chart' | 'outline') => (
    <MantineProvider env="test">
      <ClinicProvider {...{ client, session }} refreshSession={() => undefined}>
        {shown === 'chart' ? <Charted /> : <Outlined />}
      </ClinicProvider>
    </MantineProvider>
  );
  return { outline, page };
}

it('the outline of a chart that is kept is there at once, and nobody is asked', async () => {
  const { outline, page } = stage();
  const { rerender } = render(page('chart'));
  await screen.findByText('charted');
  rerender(page('outline'));
  expect(screen.getByText('visits: Cough')).toBeTruthy();
  expect(outline).not.toHaveBeenCalled();
});

it('of a chart that is not kept the outline is asked for', async () => {
  const { page } = stage();
  render(page('outline'));
  expect(screen.getByText('asking')).toBeTruthy();
  await screen.findByText('visits: Cough and fever');
});

// Seen red with a chart taken that a change had touched since.
it('of a chart that a change has touched since, the outline is asked for', async () => {
  const { page } = stage();
  const { rerender } = render(page('chart'));
  fireEvent.click(await screen.findByText('charted'));
  rerender(page('outline'));
  expect(screen.getByText('asking')).toBeTruthy();
  await screen.findByText('visits: Cough and fever');
});
