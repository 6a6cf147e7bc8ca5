import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionOutcome, SavedConnection } from '../../../shared/contract';
import { address, good, openForm, paste, press as pressHere, saved, session } from './testing/open-form';
import { closePage, here, known, openPage, press, refused, region, server } from './testing/open-list';

afterEach(closePage);
afterEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('two connections to the same database', () => {
  const again: SavedConnection = {
    ...{ ...server, id: '00000000-0000-4000-8000-000000000002', name: 'Same again' },
    fields: { ...(server.fields ?? never()), name: 'Same again', hosts: [{ host: '::1' }] },
    lastOpened: new Date('2026-11-25T08:00:00Z'),
  };
  const openIs = (open: string, connections = [here, server, again]) =>
    openPage({ list: async () => ({ ...known, connections, open }) });

  // Seen red while each was said to be another database.
  it('say so in the list', async () => {
    openIs(server.id);
    expect((await region(/^Same again/)).textContent).toContain(
      'Leads to the same database as Clinic server, which is open.',
    );
    expect((await region(/^Clinic server/)).textContent).toContain(
      'Leads to the same database as Same again.',
    );
    expect((await region(/^This computer/)).textContent).not.toContain('same database');
    expect(screen.getByText(/where two connections lead to the same one, it is said/)).toBeTruthy();
  });

  // Seen red with "the other database", and a database that "stays as it is".
  it('are no other database when the second one is opened', async () => {
    openIs(server.id);
    await press('Open… Same again');
    const question = (await screen.findByRole('dialog')).textContent;
    expect(question).toContain('This is the database that is open now, reached in another way');
    expect(question).toContain('is signed out, and signs in again.');
    expect(question).not.toMatch(/other database|stays as it is/);
  });

  // Seen red with "Without this connection nobody at this computer can reach it".
  it.each([
    [[here, server, again], /Clinic server leads to the same database, and still reaches it\./],
    [[here, again], /Without this connection nobody at this computer can reach it\./],
  ])('are both there when one is forgotten', async (connections, words) => {
    openIs(here.id, connections);
    await press('More for Same again');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Forget…' }));
    expect(within(await screen.findByRole('dialog')).getByText(words)).toBeTruthy();
  });

  // Seen red while nothing said so.
  it('are told when the second one is saved', async () => {
    const first = { ...saved, id: again.id, name: 'Harbour set' };
    openForm(`/connections/${saved.id}`, good, session, undefined, undefined, [saved, first]);
    fireEvent.click(await screen.findByRole('button', { name: /^Save/ }));
    expect(
      await screen.findByText(/saved, not tested\. It leads to the same database as Harbour set/),
    ).toBeTruthy();
  });

  it.each([
    [[{ name: 'Clinic server', isOpen: true }], /^This is the database that is open: Clinic server leads/],
    [[{ name: 'Clinic server', isOpen: false }], /^Clinic server leads to the same database\./],
  ])('are told by a test', async (sameAs, words) => {
    const { server: found } = good.kind === 'good' ? good : never();
    openForm('/connections/new', { kind: 'good', server: { ...(found ?? never()), sameAs } });
    await paste(/^Server/, address);
    pressHere('Test');
    expect(await screen.findByText(words)).toBeTruthy();
  });
});

describe('a database that is not empty', () => {
  const strangers = { count: 2, names: ['orders', 'stuff'], isOlderSystem: false };

  it('is told by a test, with what becomes of what is in it', async () => {
    const { server: found } = good.kind === 'good' ? good : never();
    openForm(
      `/connections/${saved.id}`,
      { kind: 'good', server: { ...(found ?? never()), strangers } },
      session,
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Test' }));
    expect((await screen.findByText(/not of Clinic Desk \(orders, stuff\)/)).textContent).toBeTruthy();
    expect(screen.getByText(/^The database there is not empty/).parentElement?.textContent).toContain(
      'They stay as they are.',
    );
  });

  // Seen red while it was opened, and collections made in it, without a question.
  it('is opened after a question only, which may follow another one', async () => {
    const failed = {
      ...refused,
      message: '2 collections in it are not of Clinic Desk.',
      remedy: 'They stay.',
    };
    const use = vi.fn(
      async (input: { takesLess?: boolean; besideOthers?: boolean }): Promise<ConnectionOutcome> => {
        if (!input.besideOthers) return { ...failed, reason: 'notEmpty' };
        return input.takesLess ? { kind: 'good' } : { ...refused, reason: 'standsAlone' };
      },
    );
    openPage({ use } as Parameters<typeof openPage>[0]);
    await press('Open… Clinic server');
    await press('Open Clinic server');
    const question = within(await screen.findByRole('dialog'));
    expect(await question.findByText(/not of Clinic Desk/)).toBeTruthy();
    expect(question.getByRole('button', { name: 'Change Clinic server' })).toBeTruthy();
    fireEvent.click(question.getByRole('button', { name: 'Open Clinic server all the same' }));
    expect(await question.findByText('Some things cannot be saved at Clinic server.')).toBeTruthy();
    fireEvent.click(question.getByRole('button', { name: 'Open Clinic server all the same' }));
    expect(await screen.findByText('The first page')).toBeTruthy();
    expect(use.mock.calls.map(([input]) => input)).toEqual([
      { id: server.id },
      { id: server.id, besideOthers: true },
      { id: server.id, besideOthers: true, takesLess: true },
    ]);
  });
});

function never(): never {
  throw new Error('It is there');
}
