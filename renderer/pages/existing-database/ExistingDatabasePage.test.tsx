import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type {
  AdoptionProgress,
  ClinicClient,
  LegacyInspection,
  ReviewItem,
  SessionState,
} from '../../../shared/contract';
import type { Role } from '../../../shared/entities';
import { ClinicProvider } from '../../kit/data';
import { ExistingDatabasePage } from './ExistingDatabasePage';

afterEach(cleanup);

const found: LegacyInspection = {
  isLegacy: true,
  patientsToMake: 2,
  toReview: 1,
  collections: [
    {
      collection: 'doctors',
      documents: 3,
      toAdopt: 3,
      changes: [{ what: 'phone: number becomes text', count: 2 }],
      samples: [{ id: '1', before: { phone: '2377136303' }, after: { phone: '"2377136303"' } }],
    },
    {
      collection: 'invoices',
      documents: 12,
      toAdopt: 0,
      changes: [{ what: 'Not part of Clinic Desk: left as it is', count: 12 }],
      samples: [],
    },
  ],
};
const result = { adopted: { doctors: 3 }, patientsMade: 2, toReview: 1, backupFolder: 'backups/before' };
const last: LegacyInspection['last'] = {
  begunAt: new Date('2026-11-23T09:40:00Z'),
  endedAt: new Date('2026-11-23T09:42:00Z'),
  by: 'Ada Okonkwo',
  backupFolder: 'backups/before',
  collections: [{ collection: 'doctors', before: 1523, adopted: 1522 }],
  patientsMade: 2,
};
const item: ReviewItem = {
  id: 'one',
  entity: 'appointments',
  record: '0'.repeat(24),
  field: 'doctor',
  kind: 'ambiguousName',
  message: 'Several doctors have this name. Choose the right one.',
  value: 'Puri',
  settled: false,
  isLinked: false,
  hasHiddenValue: false,
};

type Query = Parameters<ClinicClient['legacy']['review']>[0];

/** Pages of the review list as the core gives them. */
const reviewOf =
  (all: readonly ReviewItem[]) =>
  async ({ settled, kind, entity, after, limit = 50 }: Query) => {
    const found = all.filter(
      (each) =>
        each.settled === (settled ?? each.settled) &&
        each.kind === (kind ?? each.kind) &&
        each.entity === (entity ?? each.entity),
    );
    const sorts = new Map<
      string,
      { kind: ReviewItem['kind']; entity: string; settled: boolean; count: number }
    >();
    for (const each of all) {
      const sort = `${each.kind} ${each.entity} ${each.settled}`;
      const { kind: kindOf, entity: of, settled: is } = each;
      sorts.set(sort, { kind: kindOf, entity: of, settled: is, count: (sorts.get(sort)?.count ?? 0) + 1 });
    }
    const items = found.filter(({ id }) => after === undefined || id > after).slice(0, limit);
    return { items, total: found.length, counts: [...sorts.values()] };
  };

/** An older database whose adoption goes on only when it is told to. */
function olderDatabase(items: readonly ReviewItem[] = []) {
  const review = [...items];
  const put = (id: string, decided: Partial<ReviewItem>) => {
    const at = review.findIndex((each) => each.id === id);
    const found = review[at];
    if (found) review[at] = { ...found, ...decided };
  };
  const steps: (() => void)[] = [];
  const heard: { starts: number; stops: number; settled: unknown[]; decided: unknown[] } = {
    starts: 0,
    stops: 0,
    settled: [],
    decided: [],
  };
  let isAdopted = false;
  async function* adopt(signal: AbortSignal | undefined): AsyncGenerator<AdoptionProgress> {
    heard.starts += 1;
    const next = () =>
      new Promise<void>((resolve, reject) => {
        steps.push(resolve);
        signal?.addEventListener('abort', () => {
          heard.stops += 1;
          steps.length = 0;
          reject(new DOMException('aborted', 'AbortError'));
        });
      });
    yield { step: 'Copying the database into the backup folder', done: 0, total: 3 };
    await next();
    yield { step: 'Adopting doctors', done: 2, total: 3 };
    await next();
    isAdopted = true;
    yield { step: 'Done', done: 3, total: 3, result };
  }
  const legacy = {
    inspect: () => Promise.resolve(isAdopted ? { ...found, isLegacy: false, last } : found),
    adopt: (_input: undefined, options?: { signal?: AbortSignal }) => Promise.resolve(adopt(options?.signal)),
    review: reviewOf(review),
    decide: (input: { id: string; to: string | null }) => {
      heard.decided.push(input);
      put(input.id, { settled: input.to !== null, isLinked: input.to !== null });
      return Promise.resolve({});
    },
    settle: (input: { id: string; settled: boolean }) => {
      heard.settled.push(input);
      put(input.id, { settled: input.settled });
      return Promise.resolve({});
    },
  };
  // Only what this page asks for.
  return { client: { legacy } as unknown as ClinicClient, heard, goOn: () => steps.shift()?.() };
}

function show(client: ClinicClient, roles: Role[] = ['admin']) {
  const session: SessionState = {
    database: { kind: 'live', label: 'This computer' },
    needsSetUp: false,
    version: '0',
    user: { userId: 'a'.repeat(24), username: 'boss', displayName: 'Boss', roles, passwordIsWeak: false },
  };
  render(
    <MantineProvider>
      <ClinicProvider client={client} session={session} refreshSession={() => {}}>
        <MemoryRouter>
          <ExistingDatabasePage />
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
}

async function adopt(label: string) {
  fireEvent.click(await screen.findByRole('button', { name: label }));
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Adopt' }));
}

describe('an existing database', () => {
  it('is shown with what would change, before anything does', async () => {
    const { client, heard } = olderDatabase();
    show(client);
    await screen.findByText('phone: number becomes text · 2');
    expect(screen.getByText(/First a plain copy of the whole database is written/)).toBeTruthy();
    expect(screen.getByText('"2377136303"')).toBeTruthy();
    expect(heard.starts).toBe(0);
  });

  it('tells how far its adoption has come and what came of it', async () => {
    const { client, goOn } = olderDatabase();
    show(client);
    await adopt('Adopt this database');
    await screen.findByText('Copying the database into the backup folder');
    goOn();
    await screen.findByText('2 of 3');
    goOn();
    await screen.findByText('backups/before');
    expect(screen.getByText('23 Nov 2026 09:42')).toBeTruthy();
    expect(screen.getByText('Ada Okonkwo')).toBeTruthy();
    const before = within(screen.getByRole('table', { name: 'Records before and after' }));
    expect(before.getByRole('row', { name: 'Doctors 1,523 1,522 1 left as they were' })).toBeTruthy();
    expect(before.getByRole('row', { name: /^Patients none 2 Made of/ })).toBeTruthy();
    expect(before.getByRole('row', { name: /^invoices 12 none Not part of Clinic Desk/ })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Adopt this|Go on/ })).toBeNull();
  });

  it('says in the words of the core why its adoption could not go on', async () => {
    const { client } = olderDatabase();
    const full =
      'There is not enough space for the copy in /backups. Free some space on this disk and try again.';
    const refused = Object.assign(new Error(full), { code: 'UNAVAILABLE' });
    client.legacy.adopt = () => Promise.reject(refused);
    show(client);
    await adopt('Adopt this database');
    await screen.findByText(full);
    expect(screen.getByRole('button', { name: 'Go on' })).toBeTruthy();
  });

  it('can be stopped and goes on later', async () => {
    const { client, heard, goOn } = olderDatabase();
    show(client);
    await adopt('Adopt this database');
    await screen.findByText('0 of 3');
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    await screen.findByText(/What was done stays done/);
    expect(heard.stops).toBe(1);
    await adopt('Go on');
    await screen.findByText('0 of 3');
    expect(heard.starts).toBe(2);
    goOn();
    await screen.findByText('2 of 3');
  });

  it('lists what needs a decision, with a way into the form and to settle it', async () => {
    const { client, heard } = olderDatabase([item]);
    show(client);
    await screen.findByText(item.message);
    expect(screen.getByRole('link', { name: 'Appointment' }).getAttribute('href')).toBe(
      `/appointments/${item.record}?edit=1`,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Mark as dealt with' }));
    await screen.findByText('Nothing is open here.');
    expect(heard.settled).toEqual([{ id: 'one', settled: true }]);
  });

  it('lets a person choose whom a name means, in its row, and take that back', async () => {
    const candidates = [
      { id: '1'.repeat(24), title: 'Dr Asha Puri', detail: 'Cardiology' },
      { id: '2'.repeat(24), title: 'Dr Ravi Puri' },
    ];
    const { client, heard } = olderDatabase([{ ...item, title: 'Rohit, 2026-11-25 10:00', candidates }]);
    show(client);
    fireEvent.click(await screen.findByRole('combobox', { name: 'Doctor of Rohit, 2026-11-25 10:00' }));
    fireEvent.click(await screen.findByRole('option', { name: 'Dr Asha Puri, Cardiology', hidden: true }));
    await screen.findByText('Nothing is open here.');
    fireEvent.click(screen.getByRole('radio', { name: 'Dealt with' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Take the link back' }));
    await screen.findByText('Nothing matches.');
    await screen.findByText('To decide: 1');
    expect(heard.decided).toEqual([
      { id: 'one', to: '1'.repeat(24) },
      { id: 'one', to: null },
    ]);
  });

  // The list was once read to the end in one go, up to 10,000 items, and counted wrong beyond.
  it('counts all that wait, however many, and shows them page by page', async () => {
    const many = Array.from({ length: 25_000 }, (_, index) => ({
      ...item,
      id: String(index).padStart(6, '0'),
      record: '',
      kind: index < 150 ? ('clash' as const) : ('unassigned' as const),
    }));
    const { client } = olderDatabase(many);
    const asked = vi.spyOn(client.legacy, 'review');
    show(client);
    await screen.findByText('To decide: 25,000');
    const marks = () => screen.getAllByText('Mark as dealt with');
    expect(marks()).toHaveLength(100);
    expect(asked).toHaveBeenCalledTimes(1);
    fireEvent.click(screen.getByText('Show 100 more of 25,000'));
    await waitFor(() => expect(marks()).toHaveLength(200));
    fireEvent.click(marks()[0] ?? document.body);
    await screen.findByText('To decide: 24,999');
    expect(marks()).toHaveLength(199);
    fireEvent.click(screen.getByLabelText('What is the matter', { selector: 'input' }));
    fireEvent.click(await screen.findByText('Two at the same time'));
    fireEvent.click(await screen.findByText('Show 49 more of 149'));
    await waitFor(() => expect(marks()).toHaveLength(149));
    expect(screen.queryByText(/^Show /)).toBeNull();
  }, 30_000);

  it('looks at the list again when a decision is refused: somebody else may have made it', async () => {
    const { client } = olderDatabase([item]);
    const refused = 'This was decided meanwhile. Look at the list again.';
    client.legacy.settle = () => Promise.reject(Object.assign(new Error(refused), { code: 'CONFLICT' }));
    const asked = vi.spyOn(client.legacy, 'review');
    show(client);
    fireEvent.click(await screen.findByRole('button', { name: 'Mark as dealt with' }));
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  });

  it('says who may choose where the administrator may not, and leads to no record where there is none', async () => {
    const visit = { ...item, entity: 'healthlogs' };
    const field = { ...item, id: 'two', record: '', field: 'colour', kind: 'unknownField' as const };
    show(olderDatabase([visit, field]).client);
    await screen.findByText('A doctor or nurse can choose, in the record.');
    expect(screen.queryByRole('combobox', { name: /^Doctor of/ })).toBeNull();
    expect(
      within(screen.getByRole('table', { name: 'Things to decide' })).getByText('Appointments'),
    ).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('says who sees an old value that the administrator may not read', async () => {
    const { value: _hidden, ...height } = { ...item, entity: 'healthlogs', field: 'heightIn' };
    const kinds = { ...height, kind: 'unreadableValue' as const };
    const unassigned = { ...height, id: 'two', field: 'patient', kind: 'unassigned' as const };
    show(olderDatabase([{ ...kinds, hasHiddenValue: true }, unassigned]).client);
    const things = within(await screen.findByRole('table', { name: 'Things to decide' }));
    expect(things.getAllByText('A doctor or nurse sees it in the record.')).toHaveLength(1);
  });

  it('is not shown to someone who does not run the clinic', async () => {
    show(olderDatabase().client, ['doctor']);
    await waitFor(() => expect(screen.getByText('Your role does not open this page')).toBeTruthy());
  });
});
