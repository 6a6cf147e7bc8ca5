import { cleanup, render, screen } from '@testing-library/react';
import { MantineProvider } from '@mantine/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PageBoundary } from './PageBoundary';
import { fetchCodeInQuiet, pageOf } from './page-code';

const shown = (page: React.ReactNode) =>
  render(
    <MantineProvider>
      <PageBoundary>{page}</PageBoundary>
    </MantineProvider>,
  );
const Greeting = ({ name }: { name: string }) => <p>Good morning, {name}</p>;

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the code of a page', () => {
  it('is fetched when the page is first opened, and what it was given is shown', async () => {
    const Page = pageOf(async () => Greeting);
    shown(<Page name="Asha" />);
    expect(screen.queryByText('Good morning, Asha')).toBeNull();
    expect(await screen.findByText('Good morning, Asha')).toBeTruthy();
  });

  it('is shown at once when it was fetched before', async () => {
    const load = vi.fn(async () => Greeting);
    const Page = pageOf(load);
    await Page.fetchCode();
    shown(<Page name="Asha" />);
    expect(screen.getByText('Good morning, Asha')).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('says that the page could not be shown, and asks again when it is opened again', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const load = vi.fn<() => Promise<typeof Greeting>>();
    load.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValueOnce(Greeting);
    const Page = pageOf(load);
    const { unmount } = shown(<Page name="Asha" />);
    expect(await screen.findByText('This page could not be shown')).toBeTruthy();
    unmount();
    shown(<Page name="Asha" />);
    expect(await screen.findByText('Good morning, Asha')).toBeTruthy();
    told.mockRestore();
  });

  it('is fetched in quiet one page after the other, past one that fails, until the desk is left', async () => {
    vi.useFakeTimers();
    const asked: string[] = [];
    let leave = () => {};
    const page = (name: string, work: () => void) => ({
      fetchCode: async () => {
        asked.push(name);
        work();
      },
    });
    const broken = () => {
      throw new TypeError('Failed to fetch');
    };
    const pages = [page('broken', broken), page('second', () => leave()), page('never', () => {})];
    leave = fetchCodeInQuiet(pages, () => true);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual(['broken', 'second']);
  });

  // Seen red with the window's own rest alone waited for: while an answer is on its way, the window rests.
  it('is not fetched ahead while somebody waits for an answer', async () => {
    vi.useFakeTimers();
    let isQuiet = false;
    const fetchCode = vi.fn(async () => undefined);
    const leave = fetchCodeInQuiet([{ fetchCode }], () => isQuiet);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(fetchCode).not.toHaveBeenCalled();
    isQuiet = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(fetchCode).toHaveBeenCalledTimes(1);
    leave();
  });

  // Seen red with the pause left running.
  it('is not fetched ahead any more once the desk is left, whoever waited then', async () => {
    vi.useFakeTimers();
    let isQuiet = false;
    const fetchCode = vi.fn(async () => undefined);
    const leave = fetchCodeInQuiet([{ fetchCode }], () => isQuiet);
    await vi.advanceTimersByTimeAsync(250);
    leave();
    expect(vi.getTimerCount()).toBe(0);
    isQuiet = true;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(fetchCode).not.toHaveBeenCalled();
  });
});
