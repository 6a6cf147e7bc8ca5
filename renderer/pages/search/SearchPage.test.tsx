import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter, useLocation, useNavigate } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sessionOf } from '../../../tests/support/form-stage';
import type { ClinicClient, FoundRecords } from '../../../shared/contract';
import { ClinicProvider } from '../../kit/data';
import { theme } from '../../kit/theme';
import { SearchPage } from './SearchPage';

afterEach(cleanup);

const hitOf = (patientName: string) => ({
  id: '1'.repeat(24),
  title: 'Cough, 2027-03-09',
  date: '2027-03-09',
  patient: '1'.repeat(24),
  patientName,
  fragments: [{ field: 'Notes', text: 'Some wheezing.', marks: [[5, 9]] as [number, number][] }],
});

const group = (kind: FoundRecords['kind'], total: number, names: readonly string[]): FoundRecords => ({
  kind,
  total,
  isMore: false,
  isUnfinished: false,
  hits: names.map((name, index) => ({ ...hitOf(name), id: String(index + 1).repeat(24) })),
});

type Search = ClinicClient['search']['everything'];
type Answer = Awaited<ReturnType<Search>>;

function Address() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="Address">{pathname + search}</output>
      <button type="button" onClick={() => void navigate(-1)}>
        Back
      </button>
    </>
  );
}

/** The page on a core that finds this in every kind that is asked for. */
function show(address: string, answer: () => Promise<Answer>) {
  const everything = vi.fn((input: Parameters<Search>[0]) =>
    answer().then((found) => ({
      ...found,
      groups: found.groups.filter(({ kind }) => !input.kinds || input.kinds.includes(kind)),
    })),
  );
  const client = { search: { everything } };
  render(
    <MantineProvider theme={theme} env="test">
      {/* Only what the page asks for. */}
      <ClinicProvider
        client={client as unknown as ClinicClient}
        session={sessionOf('doctor')}
        refreshSession={() => {}}
      >
        <MemoryRouter initialEntries={[address]}>
          <SearchPage />
          <Address />
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
  return everything;
}

const found: Answer = {
  groups: [group('healthlogs', 40, ['Pia Own', 'Ben Okafor']), group('prescriptions', 1, ['Mei Lin'])],
  isTooShort: false,
};
const find = () => Promise.resolve(found);
const field = () => screen.getByRole('searchbox', { name: 'Words in any record' });
const address = () => screen.getByLabelText('Address').textContent;
const visits = () => screen.findByRole('region', { name: 'Visits' });

describe('the page that searches everything', () => {
  // Seen red with names alone: two people of one name could not be told apart.
  it('shows what tells people of one name apart, of patients all and beside records the date of birth', async () => {
    const person = { dateOfBirth: '1953-12-04', sex: 'female', recordNumber: 'WF-0123' };
    const { patient: _, patientName: __, date: ___, ...patient } = hitOf('');
    const patients = { ...group('patients', 1, []), hits: [{ ...patient, title: 'Hiba Al-Sayed', person }] };
    const ofRecords = { ...group('healthlogs', 1, []), hits: [{ ...hitOf('Hiba Al-Sayed'), person }] };
    show('/search?q=whee', () => Promise.resolve({ groups: [patients, ofRecords], isTooShort: false }));
    const visit = within(await visits()).getByRole('link');
    expect(visit.textContent).toMatch(/^Hiba Al-Sayedborn 4 Dec 1953Cough/);
    const found = within(screen.getByRole('region', { name: 'Patients' })).getByRole('link');
    expect(found.textContent).toMatch(/^Hiba Al-Sayed\d+ F, born 4 Dec 1953, WF-0123/);
  });

  it('shows what is found by kind, with whose it is, when, and the words marked', async () => {
    show('/search?q=whee', find);
    const [first] = within(await visits()).getAllByRole('link');
    expect(first?.textContent).toBe('Pia OwnCough, 9 Mar 2027Notes Some wheezing.');
    expect(first?.querySelector('mark')?.textContent).toBe('whee');
    expect(first?.getAttribute('href')).toBe(`/healthlogs/${'1'.repeat(24)}`);
    expect(screen.getByRole('button', { name: 'Prescriptions 1' })).toBeTruthy();
  });

  it('keeps a kind and a page in the address, and Back undoes them', async () => {
    const everything = show('/search?q=whee', find);
    fireEvent.click(await screen.findByRole('button', { name: 'All 40 visits' }));
    expect(address()).toBe('/search?q=whee&kind=healthlogs');
    fireEvent.click(await screen.findByRole('button', { name: 'Next page' }));
    expect(address()).toBe('/search?q=whee&kind=healthlogs&page=2');
    await waitFor(() =>
      expect(everything.mock.calls.map(([input]) => input)).toContainEqual(
        expect.objectContaining({ kinds: ['healthlogs'], offset: 25 }),
      ),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(address()).toBe('/search?q=whee&kind=healthlogs'));
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(address()).toBe('/search?q=whee'));
  });

  it('goes through the results with the arrow keys, and back to the field', async () => {
    show('/search?q=whee', find);
    const links = within(await visits()).getAllByRole('link');
    fireEvent.keyDown(field(), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(links[0]);
    fireEvent.keyDown(links[0] as HTMLElement, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(links[1]);
    fireEvent.keyDown(links[1] as HTMLElement, { key: 'ArrowUp' });
    fireEvent.keyDown(links[0] as HTMLElement, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(field());
    fireEvent.keyDown(field(), { key: 'Enter' });
    await waitFor(() => expect(address()).toBe(`/healthlogs/${'1'.repeat(24)}`));
  });

  // Seen red with the first hit clicked at once: the one of the words before was opened.
  it('opens on ↵ what is found for the words that stand there, once they are answered', async () => {
    const other: Answer = {
      ...found,
      groups: [{ ...group('prescriptions', 1, []), hits: [{ ...hitOf('Mei Lin'), id: '9'.repeat(24) }] }],
    };
    show(
      '/search?q=whee',
      vi
        .fn(find)
        .mockImplementationOnce(find)
        .mockImplementation(async () => other),
    );
    await visits();
    fireEvent.change(field(), { target: { value: 'rash' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(address()).toBe('/search?q=whee');
    await waitFor(() => expect(address()).toBe(`/prescriptions/${'9'.repeat(24)}`));
  });

  it('forgets ↵ when more is typed before there is an answer', async () => {
    show('/search?q=whee', find);
    await visits();
    fireEvent.change(field(), { target: { value: 'rash' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    fireEvent.change(field(), { target: { value: 'rash on' } });
    await waitFor(() => expect(address()).toBe('/search?q=rash+on'));
    await visits();
    expect(address()).toBe('/search?q=rash+on');
  });

  // Seen red with the page of the address asked for as it is: it was never read, or had nothing on it.
  it.each(['3', '60', '999'])('leads a page beyond the end to the last one: %s', async (page) => {
    show(`/search?q=whee&kind=healthlogs&page=${page}`, find);
    await waitFor(() => expect(address()).toBe('/search?q=whee&kind=healthlogs&page=2'));
    expect(await screen.findByText(/^Page 2 of 2/)).toBeTruthy();
  });

  it('takes what is typed once typing pauses', async () => {
    show('/search', find);
    expect(screen.getByText('Search everything')).toBeTruthy();
    fireEvent.change(field(), { target: { value: 'wheezing' } });
    await visits();
    expect(address()).toBe('/search?q=wheezing');
  });

  it('asks for a second letter', async () => {
    show('/search?q=w', () => Promise.resolve({ groups: [], isTooShort: true }));
    expect(await screen.findByText('Type at least two letters')).toBeTruthy();
  });

  it('says of a kind that too many records have each of the words', async () => {
    const visitsOnly = { ...group('healthlogs', 0, []), isUnfinished: true };
    show('/search?q=knee+rash', () => Promise.resolve({ groups: [visitsOnly], isTooShort: false }));
    expect(within(await visits()).getByText(/^Too many visits have one of these words/)).toBeTruthy();
  });

  // Seen red with the answer to the words before taken for one: it said "No record matches “rash”" at once.
  it('says that nothing matches only once these words are answered', async () => {
    const none: Answer = { groups: [], isTooShort: false };
    const waiting = vi.fn(() => new Promise<Answer>(() => {})).mockImplementationOnce(async () => none);
    show('/search?q=whee', waiting);
    expect(await screen.findByText('No record matches “whee”')).toBeTruthy();
    fireEvent.change(field(), { target: { value: 'rash' } });
    await waitFor(() => expect(address()).toBe('/search?q=rash'));
    expect(screen.queryByText(/^No record matches/)).toBeNull();
  });

  it('names the filters that hide everything, and drops them', async () => {
    show('/search?q=whee&from=2027-03-01&kind=allergies', () =>
      Promise.resolve({ groups: [], isTooShort: false }),
    );
    expect(await screen.findByText('2 filters are on: only allergies, from 1 Mar 2027.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Drop the filters' }));
    expect(address()).toBe('/search?q=whee');
  });

  it('tells a failure from finding nothing, and tries again', async () => {
    const failing = vi.fn(() => Promise.reject(new Error('broken')));
    show('/search?q=whee', failing);
    const alert = await screen.findByRole('alert');
    expect(within(alert).queryByText(/matches/)).toBeNull();
    const before = failing.mock.calls.length;
    fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(failing.mock.calls.length).toBeGreaterThan(before));
  });
});
