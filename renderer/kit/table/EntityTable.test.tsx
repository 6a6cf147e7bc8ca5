import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter, useLocation } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClinicClient, ClinicEvent, ListInput, SessionState } from '../../../shared/contract';
import { entities, type Role } from '../../../shared/entities';
import { ClinicProvider } from '../data';
import { EntityTable } from './EntityTable';
import type { ListedRecord } from './use-list-rows';
import { useListQuery } from './use-list-query';

/** jsdom draws nothing: a window of 1,000 × 700 px is claimed, and scrolling is done by hand. */
beforeAll(() => {
  const size = (name: string, value: number) =>
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  size('offsetWidth', 1_000);
  size('clientWidth', 1_000);
  size('offsetHeight', 700);
  size('clientHeight', 700);
  // The virtual list asks how far it may scroll before it does.
  Object.defineProperty(HTMLElement.prototype, 'scrollHeight', { configurable: true, get: () => 10_000_000 });
  Object.defineProperty(Element.prototype, 'scrollTo', {
    configurable: true,
    value(this: Element, to: ScrollToOptions) {
      const top = to.top ?? 0;
      if (top === this.scrollTop) return;
      this.scrollTop = top;
      // As browsers do: the event comes with the next frame.
      requestAnimationFrame(() => this.dispatchEvent(new Event('scroll')));
    },
  });
});
beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

type Patient = ListedRecord & { lastname: string };
const idOf = (index: number) => index.toString(16).padStart(24, '0');

/** A clinic with so many patients, all called by their number, that answers like the core. */
function clinicOf(count: number) {
  const patients = Array.from({ length: count }, (_, index): Patient => {
    const lastname = `Patient ${String(index + 1).padStart(6, '0')}`;
    const stamps = { createdAt: new Date(0), updatedAt: new Date(0) };
    return {
      id: idOf(index),
      revision: 1,
      ...stamps,
      lastname,
      firstname: index % 2 ? 'Ruth' : 'Marek',
      sex: 'female',
    };
  });
  const asked: { input: ListInput; signal: AbortSignal | undefined }[] = [];
  let failure: Error | null = null;
  let answering: Promise<void> = Promise.resolve();
  const listeners = new Set<(event: ClinicEvent) => void>();
  const found = (input: ListInput) => {
    const { text, filter, removed } = input;
    const ids = filter?.id?.is;
    return patients.filter(
      (each) =>
        (each.deletedAt !== undefined) === (removed ?? false) &&
        (!text || each.lastname.endsWith(text)) &&
        (!filter?.sex || (Array.isArray(filter.sex.is) && filter.sex.is.includes(each.sex))) &&
        (!Array.isArray(ids) || ids.includes(each.id)),
    );
  };
  const write = (id: string, changes: Partial<Patient>) => {
    const index = patients.findIndex((each) => each.id === id);
    const before = patients[index];
    if (!before) throw new Error('There is no such patient');
    const record = { ...before, ...changes, revision: before.revision + 1 };
    patients[index] = record;
    for (const listener of listeners) listener({ type: 'changed', entity: 'patients', id });
    return Promise.resolve({ record, names: {} });
  };
  const client = {
    patients: {
      list: async (input: ListInput, options?: { signal?: AbortSignal }) => {
        asked.push({ input, signal: options?.signal });
        await answering;
        if (failure) throw failure;
        const rows = found(input);
        const { offset, limit } = input.page ?? { offset: 0, limit: 50 };
        return { rows: rows.slice(offset, offset + limit), total: rows.length, names: {} };
      },
      remove: ({ id }: { id: string }) => write(id, { deletedAt: new Date() }),
      restore: ({ id }: { id: string }) => write(id, { deletedAt: undefined }),
    },
  };
  return {
    // Only what a list asks for.
    client: client as unknown as ClinicClient,
    asked,
    write,
    /** Nothing is answered until the function that this gives back is called. */
    keepWaiting: () => {
      let answer = () => {};
      answering = new Promise((resolve) => {
        answer = resolve;
      });
      return answer;
    },
    fail: (error: Error | null) => {
      failure = error;
    },
    live: (listener: (event: ClinicEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function Address() {
  const { search, pathname } = useLocation();
  return <output aria-label="Address">{pathname + search}</output>;
}

function List({ onOpen }: { onOpen: (record: ListedRecord) => void }) {
  const [query, onQueryChange] = useListQuery(entities.patients);
  return (
    <EntityTable
      entity="patients"
      query={query}
      onQueryChange={onQueryChange}
      hrefOf={(record) => `/patients/${record.id}`}
      onOpen={onOpen}
    />
  );
}

function show(clinic: ReturnType<typeof clinicOf>, options: { link?: string; roles?: Role[] } = {}) {
  const { link = '', roles = ['frontdesk'] } = options;
  const session: SessionState = {
    database: { kind: 'live', label: 'This computer' },
    clinic: { id: 'c'.repeat(24), name: 'Wellness First', timeZone: 'UTC' },
    needsSetUp: false,
    version: '0',
    user: { userId: 'a'.repeat(24), username: 'rosa', displayName: 'Rosa', roles, passwordIsWeak: false },
  };
  const opened: string[] = [];
  render(
    <MantineProvider>
      <Notifications />
      <ClinicProvider client={clinic.client} session={session} refreshSession={() => {}} live={clinic.live}>
        <MemoryRouter initialEntries={[`/patients${link}`]}>
          <List onOpen={(record) => opened.push(record.id)} />
          <Address />
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
  return opened;
}

const row = (name: RegExp | string) => screen.findByRole('row', { name });
const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(screen.getByRole('grid'), { key, ...more });

describe('a list of 100,000 patients', () => {
  it('draws at most 40 rows and says how many there are', async () => {
    show(clinicOf(100_000));
    await row(/000001/);
    expect(screen.getAllByRole('row').length).toBeLessThanOrEqual(41);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('100001');
    await screen.findByText(/^Rows 1–\d+ of 100,000$/);
  });

  it('reads only the pages that are looked at', async () => {
    const clinic = clinicOf(100_000);
    show(clinic);
    await row(/000001/);
    press('End');
    await row(/Patient 100000/);
    expect(clinic.asked.map(({ input }) => input.page?.offset)).toEqual([0, 99_900]);
    expect(screen.getAllByRole('row').length).toBeLessThanOrEqual(41);
  });

  it('shows the place of a row that is not read yet', async () => {
    const clinic = clinicOf(100_000);
    show(clinic);
    await row(/000001/);
    const answer = clinic.keepWaiting();
    press('End');
    const last = () => document.querySelector('[aria-rowindex="100001"]');
    await waitFor(() => expect(last()?.textContent).toBe(''));
    answer();
    await waitFor(() => expect(last()?.textContent).toContain('Patient 100000'));
  });
});

describe('a list by keyboard', () => {
  it('moves with the arrows, opens with Enter', async () => {
    const opened = show(clinicOf(50));
    await row(/000001/);
    press('ArrowDown');
    press('ArrowDown');
    press('ArrowDown');
    press('ArrowUp');
    const focused = screen.getByRole('grid').getAttribute('aria-activedescendant');
    expect(document.getElementById(focused ?? '')?.textContent).toContain('Patient 000002');
    press('Enter');
    expect(opened).toEqual([idOf(1)]);
  });

  it('selects with Space, extends with Shift and the arrows, lets go with Esc', async () => {
    show(clinicOf(50));
    await row(/000001/);
    press('ArrowDown');
    press(' ');
    press('ArrowDown', { shiftKey: true });
    press('ArrowDown', { shiftKey: true });
    press('ArrowUp', { shiftKey: true });
    expect(screen.getByRole('toolbar').textContent).toContain('2 selected');
    press('Escape');
    expect(screen.queryByRole('toolbar')).toBeNull();
  });
});

describe('removing from a list', () => {
  it('asks first, removes, and brings back what was removed by mistake', async () => {
    show(clinicOf(3));
    await row(/000002/);
    fireEvent.click(screen.getByRole('checkbox', { name: /000002/ }));
    fireEvent.click(within(screen.getByRole('toolbar')).getByRole('button', { name: 'Remove' }));
    const dialog = await screen.findByRole('dialog', { name: /Remove Ruth Patient 000002\?/ });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByRole('row', { name: /000002/ })).toBeNull());
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await row(/000002/);
  });

  it('is not offered to someone whose role does not allow it', async () => {
    show(clinicOf(3), { roles: ['nurse'] });
    await row(/000001/);
    expect(screen.queryByRole('checkbox')).toBeNull();
    press('ArrowDown');
    press(' ');
    expect(screen.queryByRole('toolbar')).toBeNull();
  });
});

describe('a list that changes elsewhere', () => {
  it('shows the new name at once, in its place, while the pointer moves', async () => {
    const clinic = clinicOf(3);
    show(clinic);
    await row(/000001/);
    fireEvent.pointerMove(screen.getByRole('grid'));
    await clinic.write(idOf(0), { lastname: 'Zoltan' });
    const changed = await row(/Zoltan/);
    expect(changed.getAttribute('aria-rowindex')).toBe('2');
  });

  it('strikes out a row that someone else removed, while the pointer moves', async () => {
    const clinic = clinicOf(3);
    show(clinic);
    await row(/000002/);
    fireEvent.pointerMove(screen.getByRole('grid'));
    await clinic.write(idOf(1), { deletedAt: new Date() });
    await waitFor(async () => expect((await row(/000002/)).hasAttribute('data-gone')).toBe(true));
    expect((await row(/000003/)).getAttribute('aria-rowindex')).toBe('4');
  });
});

describe('a list that shows nothing', () => {
  it('names the filters that hide everything and drops them', async () => {
    show(clinicOf(3), { link: '?q=000001&sex=male' });
    await screen.findByText('No patient matches “000001”');
    await screen.findByText(/1 filter is on: sex male\. Without it there is 1 match\./i);
    fireEvent.click(screen.getByRole('button', { name: 'Show the match' }));
    await row(/000001/);
    expect(screen.getByLabelText('Address').textContent).toBe('/patients?q=000001');
  });

  it('says that there are none yet', async () => {
    show(clinicOf(0));
    await screen.findByText('No patients yet');
  });

  it('says that the database does not answer, and tries again when asked', async () => {
    const clinic = clinicOf(3);
    clinic.fail(Object.assign(new Error('away'), { code: 'UNAVAILABLE' }));
    show(clinic);
    await screen.findByText('The database does not answer');
    clinic.fail(null);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await row(/000001/);
  });

  it('tells someone whose role does not open it', async () => {
    show(clinicOf(3), { roles: [] });
    await screen.findByText('Your role does not open this page');
  });
});

describe('the order of a list', () => {
  it('is asked of the database and kept in the address', async () => {
    const clinic = clinicOf(3);
    show(clinic);
    await row(/000001/);
    fireEvent.click(screen.getByRole('button', { name: 'Phone' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Z to A' }));
    await waitFor(() => expect(screen.getByLabelText('Address').textContent).toBe('/patients?sort=-phone'));
    await waitFor(() =>
      expect(clinic.asked.at(-1)?.input.sort?.[0]).toEqual({ field: 'phone', direction: 'descending' }),
    );
    expect(screen.getByRole('columnheader', { name: 'Phone' }).getAttribute('aria-sort')).toBe('descending');
  });
});
