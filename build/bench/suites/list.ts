import { entities } from '../../../shared/entities';
import type { BenchClinic } from '../clinic';
import { interleaved } from '../measure';
import { rawPatients, rawPatientsWithNames } from '../raw-lists';
import { compared, plain, type Row } from '../report';

/** The largest page there is; more rows are more pages. */
const largest = 200;

/** A page of patients, and a thousand of them, from the store alone and through the whole router and each carrier. */
export async function list({ desk, raw, carriers }: BenchClinic): Promise<Row[]> {
  const { records } = desk.core.database;
  // What the main process does with a list: read, validate, clone for the page.
  const store = async (limit: number) =>
    structuredClone(await records.find(entities.patients, { limit, sort: entities.patients.defaultSort }));
  const pages = Array.from({ length: 1_000 / largest }, (_, index) => ({
    offset: index * largest,
    limit: largest,
  }));
  const few = await interleaved(
    [
      { name: 'driver: find 50', run: () => rawPatients(raw, { limit: 50 }) },
      { name: 'driver: find 50 with names', run: () => rawPatientsWithNames(raw, { limit: 50 }) },
      { name: 'store', run: () => store(50) },
      ...carriers.map(({ carrier, client }) => ({
        name: carrier,
        run: () => client.patients.list({ page: { offset: 0, limit: 50 } }),
      })),
    ],
    { rounds: 80 },
  );
  const many = await interleaved(
    [
      { name: 'driver: find 1,000', run: () => rawPatients(raw, { limit: 1_000 }) },
      {
        name: 'driver: 5 × 200 with names',
        run: () => inOrder(pages, (page) => rawPatientsWithNames(raw, page)),
      },
      { name: 'store', run: () => store(1_000) },
      ...carriers.map(({ carrier, client }) => ({
        name: carrier,
        run: () => inOrder(pages, (page) => client.patients.list({ page })),
      })),
    ],
    { rounds: 12 },
  );
  return [
    plain(few, 'driver: find 50'),
    plain(few, 'driver: find 50 with names'),
    compared(few, { what: 'list 50, store, cloned', way: 'store', against: 'driver: find 50', atMost: 1.5 }),
    ...carriers.map(({ carrier }) =>
      compared(few, {
        what: `list 50, ${carrier}`,
        way: carrier,
        against: 'driver: find 50 with names',
        atMost: 2,
      }),
    ),
    plain(many, 'driver: find 1,000'),
    plain(many, 'driver: 5 × 200 with names'),
    compared(many, {
      what: 'list 1,000, store, cloned',
      way: 'store',
      against: 'driver: find 1,000',
      atMost: 2,
    }),
    ...carriers.map(({ carrier }) =>
      compared(many, {
        what: `list 5 × 200, ${carrier}`,
        way: carrier,
        against: 'driver: 5 × 200 with names',
        atMost: 2.5,
      }),
    ),
  ];
}

async function inOrder<T>(pages: readonly T[], read: (page: T) => Promise<unknown>): Promise<void> {
  for (const page of pages) await read(page);
}
