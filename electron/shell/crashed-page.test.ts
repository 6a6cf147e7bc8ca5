import { describe, expect, it, vi } from 'vitest';
import { afterCrash } from './crashed-page';

function crashingPage(answer: boolean) {
  const clock = { now: 0 };
  const parts = { ask: vi.fn(async () => answer), close: vi.fn(), now: () => clock.now };
  const reload = vi.fn();
  const whenGone = afterCrash(parts);
  return { ...parts, clock, reload, crash: () => whenGone(reload) };
}

describe('A page that crashes', () => {
  // Seen red without the limit: it was loaded ten times and nobody was told.
  it('is loaded again three times in a minute, and then the person is told and asked', async () => {
    const page = crashingPage(false);
    for (let turn = 0; turn < 3; turn += 1) await page.crash();
    expect(page.reload).toHaveBeenCalledTimes(3);
    expect(page.ask).not.toHaveBeenCalled();
    await page.crash();
    expect(page.reload).toHaveBeenCalledTimes(3);
    expect(page.ask).toHaveBeenCalledOnce();
    expect(page.close).toHaveBeenCalledOnce();
  });

  it('is loaded again when the person wants to try, and asked about again soon if that does not help', async () => {
    const page = crashingPage(true);
    for (let turn = 0; turn < 4; turn += 1) await page.crash();
    expect(page.reload).toHaveBeenCalledTimes(4);
    expect(page.close).not.toHaveBeenCalled();
    for (let turn = 0; turn < 3; turn += 1) await page.crash();
    expect(page.ask).toHaveBeenCalledTimes(2);
  });

  it('now and then is loaded again without a word', async () => {
    const page = crashingPage(false);
    for (let turn = 0; turn < 10; turn += 1) {
      await page.crash();
      page.clock.now += 30_000;
    }
    expect(page.reload).toHaveBeenCalledTimes(10);
    expect(page.ask).not.toHaveBeenCalled();
  });

  it('while the person is asked is not asked about twice', async () => {
    const page = crashingPage(false);
    for (let turn = 0; turn < 3; turn += 1) await page.crash();
    await Promise.all([page.crash(), page.crash()]);
    expect(page.ask).toHaveBeenCalledOnce();
  });
});
