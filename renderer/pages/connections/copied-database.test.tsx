import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SavedConnection } from '../../../shared/contract';
import { closePage, here, known, openPage, press, region, server } from './testing/open-list';

afterEach(closePage);

describe('a copied database', () => {
  const copied = (isWhole: boolean, more: Partial<SavedConnection> = {}) => {
    const copiedTo = { id: server.id, name: server.name, at: new Date('2026-11-24T08:00:00Z'), isWhole };
    return {
      ...known,
      connections: [
        { ...here, copiedTo },
        { ...server, ...more },
      ],
    };
  };
  const lastOpened = new Date('2026-11-25T08:00:00Z');

  // Seen red while nothing on this page said so.
  it('that the clinic moved away from says where to, and says it again before it is opened', async () => {
    openPage({ list: async () => ({ ...copied(true, { lastOpened }), open: server.id }) });
    expect((await region(/^This computer/)).textContent).toMatch(
      /The clinic moved to Clinic server, 24 Nov 2026.*that one is in use now/,
    );
    await press('Open… This computer');
    const question = await screen.findByRole('dialog');
    expect(question.textContent).toContain('nothing can be saved in it');
  });

  it('that is being copied says so on both sides, and the unfinished one leads to the copy', async () => {
    openPage({ list: async () => copied(false) });
    expect((await region(/^This computer/)).textContent).toMatch(/A copy to Clinic server was begun/);
    const unfinished = await region(/^Clinic server/);
    expect(unfinished.textContent).toContain('An unfinished copy of This computer');
    expect(within(unfinished).getByRole('link', { name: 'To the copy' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Open… Clinic server' })).toBeNull();
  });

  it('that is unfinished can be tried while what it is copied from is not open: it may be whole meanwhile', async () => {
    openPage({ list: async () => ({ ...copied(false), open: 'another' }) });
    expect((await region(/^Clinic server/)).textContent).toContain('Open This computer and go on');
    expect(await screen.findByRole('button', { name: 'Open… Clinic server' })).toBeTruthy();
  });

  // Seen red while the card of a copy said nothing once it was whole.
  it('says on the card of the copy that it was not opened yet, and then when it was', async () => {
    openPage({ list: async () => copied(true) });
    expect((await region(/^Clinic server/)).textContent).toMatch(
      /Holds the copy of This computer from 24 Nov 2026 08:00, not opened yet\./,
    );
    cleanup();
    openPage({ list: async () => copied(true, { lastOpened }) });
    expect((await region(/^Clinic server/)).textContent).toMatch(
      /Opened on 25 Nov 2026 08:00, copied from This computer on 24 Nov 2026 08:00\./,
    );
    expect((await region(/^This computer/)).textContent).toMatch(
      /moved to Clinic server, 24 Nov 2026 08:00, opened there on 25 Nov 2026 08:00/,
    );
  });

  const wentBack = (openedAt?: Date) => {
    const back = { id: server.id, name: server.name, at: new Date('2026-11-24T08:00:00Z'), openedAt };
    const returnedFrom = [{ ...back, backAt: new Date('2026-11-26T08:00:00Z'), backBy: 'Ada Okonkwo' }];
    return { ...known, connections: [{ ...here, returnedFrom }, server] };
  };

  // Seen red while going back took every mark away.
  it('that people went back to says so on both cards, whether the copy was opened, and before either is opened', async () => {
    openPage({ list: async () => wentBack(lastOpened) });
    expect((await region(/^This computer/)).textContent).toMatch(
      /Copied to Clinic server on 24 Nov .*, opened there on 25 Nov .* again since 26 Nov .*\(Ada Okonkwo\)\. What was saved in one/,
    );
    expect((await region(/^Clinic server/)).textContent).toMatch(
      /Opened on 25 Nov .*, copied from This computer on 24 Nov .*People work in This computer again since 26 Nov/,
    );
    await press('Open… Clinic server');
    expect((await screen.findByRole('dialog')).textContent).toContain(
      'There are two clinics: Clinic server and This computer.',
    );
    cleanup();
    openPage({ list: async () => ({ ...wentBack(), open: server.id }) });
    expect((await region(/^This computer/)).textContent).toContain(
      'not opened there, as far as this computer knows',
    );
    await press('Open… This computer');
    expect((await screen.findByRole('dialog')).textContent).toContain(
      'There are two clinics: This computer and Clinic server.',
    );
  });

  it('that may have been finished over there says so on both cards', async () => {
    const at = new Date('2026-11-24T08:00:00Z');
    const back = {
      id: server.id,
      name: server.name,
      at,
      backAt: at,
      backBy: 'Ada',
      isUncertain: true as const,
    };
    openPage({ list: async () => ({ ...known, connections: [{ ...here, returnedFrom: [back] }, server] }) });
    expect((await region(/^This computer/)).textContent).toContain('may have been finished there');
    expect((await region(/^Clinic server/)).textContent).toContain('which may have been finished.');
  });

  // Seen red while only the latest of two was named.
  it('that was copied twice names both copies before it is opened', async () => {
    const back = { backAt: new Date('2026-11-27T08:00:00Z'), backBy: 'Ada Okonkwo' };
    const returnedFrom = [
      { ...back, id: 'second', name: 'Second server', at: new Date('2026-11-26T08:00:00Z') },
      { ...back, id: server.id, name: server.name, at: new Date('2026-11-24T08:00:00Z') },
    ];
    openPage({
      list: async () => ({ ...known, connections: [{ ...here, returnedFrom }, server], open: server.id }),
    });
    await press('Open… This computer');
    const { textContent } = await screen.findByRole('dialog');
    expect(textContent).toContain('There are 3 clinics: This computer, Second server and Clinic server.');
    expect(textContent).toMatch(/was one with Second server until 26 Nov .* and Clinic server until 24 Nov/);
  });

  const forgetting = async () => {
    await press('More for Clinic server');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Forget…' }));
    return within(await screen.findByRole('dialog'));
  };

  // Seen red with one click.
  it('that the clinic moved to is forgotten only by its name', async () => {
    const forget = vi.fn(async () => ({}));
    openPage({ list: async () => copied(true), forget });
    const question = await forgetting();
    expect(question.getByText('The clinic moved to Clinic server.')).toBeTruthy();
    fireEvent.click(question.getByRole('button', { name: 'Forget' }));
    expect(forget).not.toHaveBeenCalled();
    fireEvent.change(question.getByLabelText(/^Type "Clinic server"/), {
      target: { value: 'clinic server' },
    });
    fireEvent.click(question.getByRole('button', { name: 'Forget' }));
    await vi.waitFor(() => expect(forget).toHaveBeenCalledWith({ id: server.id }));
  });

  // Seen red with one click: of a copy after which people went back, and of the server that a clinic moved away from.
  it('is forgotten only by its name on either side of a move, also after people went back', async () => {
    openPage({ list: async () => wentBack() });
    const copy = await forgetting();
    // Seen red with "The clinic moved to Clinic server."
    expect(
      copy.getByText('A copy of This computer lies there, and people work in This computer again.'),
    ).toBeTruthy();
    expect(copy.queryByText('The clinic moved to Clinic server.')).toBeNull();
    expect(copy.getByLabelText(/^Type "Clinic server"/)).toBeTruthy();
    cleanup();
    const to = { id: 'cloud', name: 'Atlas', at: new Date('2026-11-24T08:00:00Z'), isWhole: true };
    openPage({ list: async () => ({ ...known, connections: [here, { ...server, copiedTo: to }] }) });
    const origin = await forgetting();
    expect(origin.getByText('The clinic moved from Clinic server to Atlas.')).toBeTruthy();
    expect(origin.getByLabelText(/^Type "Clinic server"/)).toBeTruthy();
  });

  // Seen red with one click, and with nothing said of the copy.
  it('that is an unfinished copy says how to delete it first, and is forgotten only by its name', async () => {
    openPage({ list: async () => copied(false) });
    const question = await forgetting();
    const warning = question.getByRole('alert').textContent;
    expect(warning).toContain('An unfinished copy of This computer lies there.');
    expect(warning).toContain('first, follow "To the copy" and choose "Delete what was copied…".');
    expect(question.getByLabelText(/^Type "Clinic server"/)).toBeTruthy();
  });

  it('that is an unfinished copy of one that is not open says to open that first', async () => {
    openPage({ list: async () => ({ ...copied(false), open: 'another' }) });
    expect((await forgetting()).getByRole('alert').textContent).toContain('first, open This computer, then');
  });

  it.each([
    [true, 'Only this computer forgets its address and its password. To open it here again, add'],
    [false, 'Only this computer forgets its address. To open it here again, add'],
  ])('that has a kept password (%s) says what is lost', async (hasPassword, words) => {
    openPage({ list: async () => ({ ...known, connections: [here, { ...server, hasPassword }] }) });
    expect((await forgetting()).getByText(/^The records stay/).textContent).toContain(words);
  });

  // Seen red while only a tooltip said so.
  it('that is open cannot be forgotten, and the menu says why', async () => {
    openPage({ list: async () => ({ ...known, open: server.id }) });
    await press('More for Clinic server');
    const item = await screen.findByRole('menuitem', { name: 'Forget…' });
    expect(item.textContent).toContain('It is open. Open another one first.');
  });

  it('that nobody ever opened is forgotten without typing', async () => {
    const forget = vi.fn(async () => ({}));
    openPage({ forget });
    const question = await forgetting();
    expect(question.getByText(/^The records stay on that server/)).toBeTruthy();
    fireEvent.click(question.getByRole('button', { name: 'Forget' }));
    await vi.waitFor(() => expect(forget).toHaveBeenCalledWith({ id: server.id }));
  });

  it('is forgotten only by its name also when it is the last one that was used beside the open one', async () => {
    openPage({ list: async () => ({ ...known, connections: [here, { ...server, lastOpened }] }) });
    expect((await forgetting()).getByLabelText(/^Type "Clinic server"/)).toBeTruthy();
  });
});
