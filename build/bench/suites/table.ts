import type { ListInput } from '../../../shared/contract';
import type { BenchClinic } from '../clinic';
import { interleaved } from '../measure';
import { rawPatientsWithNames } from '../raw-lists';
import { compared, type Row } from '../report';
import { size } from '../seed';

/** What the table asks for at once. */
const limit = 100;
/** The driver's own call on the same index, with the same result but the total. */
const atMost = 2;

const middle = size.patients / 2;
const end = size.patients - limit;

type Case = {
  readonly what: string;
  readonly input?: ListInput;
  readonly offset?: number;
  readonly rounds: number;
  readonly raw?: Partial<Parameters<typeof rawPatientsWithNames>[1]>;
};

const byCity = [{ field: 'city', direction: 'ascending' as const }];
const rawByCity = { 'sortKeys.city': 1, 'sortKeys.lastname': 1, 'sortKeys.firstname': 1, _id: 1 } as const;
const words = (prefix: string) => ({ filter: { searchTokens: { $in: [new RegExp(`^${prefix}`)] } } });

const cases: readonly Case[] = [
  { what: 'first page', rounds: 60 },
  { what: 'page in the middle', offset: middle, rounds: 20 },
  { what: 'last page', offset: end, rounds: 20 },
  { what: 'text "ka"', input: { text: 'ka' }, raw: words('ka'), rounds: 20 },
  { what: 'text "kulkarni"', input: { text: 'kulkarni' }, raw: words('kulkarni'), rounds: 60 },
  { what: 'by city, first page', input: { sort: byCity }, raw: { sort: rawByCity }, rounds: 12 },
  {
    what: 'by city, in the middle',
    input: { sort: byCity },
    raw: { sort: rawByCity },
    offset: middle,
    rounds: 8,
  },
  {
    what: 'by phone, first page',
    input: { sort: [{ field: 'phone', direction: 'descending' }] },
    raw: { sort: { phone: -1, 'sortKeys.lastname': -1, 'sortKeys.firstname': -1, _id: -1 } },
    rounds: 12,
  },
];

/** What scrolling, sorting and searching a table of 100,000 patients asks of the data. */
export async function table({ raw, client }: BenchClinic): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { what, input, offset = 0, raw: asked, rounds } of cases) {
    const timings = await interleaved(
      [
        { name: 'driver, same page', run: () => rawPatientsWithNames(raw, { limit, offset, ...asked }) },
        { name: 'router', run: () => client.patients.list({ ...input, page: { offset, limit } }) },
      ],
      { rounds, warmUp: 3 },
    );
    rows.push(compared(timings, { what, way: 'router', against: 'driver, same page', atMost }));
  }
  return [...rows, await countedAnew({ raw, client })];
}

/** The first page after somebody changed a patient: the total is not known any more. */
async function countedAnew({ raw, client }: Pick<BenchClinic, 'raw' | 'client'>): Promise<Row> {
  const [first] = (await client.patients.list({ page: { offset: 0, limit: 1 } })).rows;
  if (!first) throw new Error('There are no patients');
  let { revision } = first;
  const timings = await interleaved(
    [
      {
        name: 'driver, same page and count',
        run: () =>
          Promise.all([
            rawPatientsWithNames(raw, { limit }),
            raw.collection('patients').countDocuments({ removed: false }),
          ]),
      },
      {
        name: 'router',
        prepare: async (round) => {
          const changes = { language: `Language ${Date.now()} ${round}` };
          ({
            record: { revision },
          } = await client.patients.update({ id: first.id, revision, changes }));
        },
        run: () => client.patients.list({ page: { offset: 0, limit } }),
      },
    ],
    { rounds: 20, warmUp: 2 },
  );
  return compared(timings, {
    what: 'first page after a change',
    way: 'router',
    against: 'driver, same page and count',
    atMost,
  });
}
