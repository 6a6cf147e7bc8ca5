import mongoose from 'mongoose';
import { newDocument } from '../../../electron/store/bookkeeping';
import { mapperOf } from '../../../electron/store/mapper';
import { entities } from '../../../shared/entities';
import type { DraftNamed } from '../../../shared/entities';
import type { BenchClinic } from '../clinic';
import { interleaved } from '../measure';
import { compared, plain, type Row } from '../report';

const { patients } = entities;
const mapper = mapperOf(patients, () => undefined);
const clients = 8;
const each = 5;

/**
 * One new patient, validated and audited in one transaction, against a bare journaled insert: with a number of its own
 * and no references, and as the form sends it (a number is drawn; doctor and clinic are checked and their names sent back).
 */
export async function create(clinic: BenchClinic): Promise<Row[]> {
  const { raw, carriers, client } = clinic;
  const { bare, full } = draftsOf(clinic);
  // The same document into a collection with the same indexes: its own.
  const insert = () =>
    raw.collection(patients.name).insertOne(newDocument(patients, mapper, bare(), { at: new Date() }));
  const alone = await interleaved(
    [
      { name: 'driver: insertOne', run: insert },
      ...carriers.flatMap(({ carrier, client: caller }) => [
        { name: carrier, run: () => caller.patients.create(bare()) },
        { name: `${carrier}, from the form`, run: () => caller.patients.create(full()) },
      ]),
    ],
    { rounds: 50 },
  );
  const abortedBefore = await abortedTransactions(raw);
  const together = await interleaved(
    [
      { name: `driver: ${clients} clients`, run: () => byAll(insert) },
      { name: `${clients} clients`, run: () => byAll(() => client.patients.create(bare())) },
      { name: `${clients} clients, from the form`, run: () => byAll(() => client.patients.create(full())) },
    ].map((way) => ({ ...way, operations: clients * each })),
    { rounds: 12 },
  );
  const aborted = (await abortedTransactions(raw)) - abortedBefore;
  const forms = ['', ', from the form'];
  return [
    plain(alone, 'driver: insertOne'),
    ...carriers.flatMap(({ carrier }) =>
      forms.map((form) =>
        compared(alone, {
          what: `create 1, ${carrier}${form}`,
          way: `${carrier}${form}`,
          against: 'driver: insertOne',
          atMost: 2.5,
        }),
      ),
    ),
    plain(together, `driver: ${clients} clients`),
    ...forms.map((form) =>
      compared(together, {
        what: `create 1, ${clients} clients${form}`,
        way: `${clients} clients${form}`,
        against: `driver: ${clients} clients`,
        atMost: 3,
      }),
    ),
    { what: `… of them run again: ${aborted}`, limit: '0', isMet: aborted === 0 },
  ];
}

function draftsOf({ seeded }: BenchClinic) {
  const bare = (): DraftNamed<'patients'> => {
    const own = new mongoose.mongo.ObjectId().toHexString();
    return {
      recordNumber: `BENCH-${own}`,
      firstname: 'Thandiwe',
      lastname: `Mensah ${own}`,
      dateOfBirth: '1984-03-12',
      sex: 'female',
      phone: '+44 77 0090412',
      email: `${own}@example.org`,
      city: 'Norbridge',
    };
  };
  const full = (): DraftNamed<'patients'> => {
    const { recordNumber: _, ...draft } = bare();
    return { ...draft, doctors: seeded.doctors.slice(0, 1), clinics: [seeded.clinic] };
  };
  return { bare, full };
}

const byAll = (work: () => Promise<unknown>) =>
  Promise.all(
    Array.from({ length: clients }, async () => {
      for (let turn = 0; turn < each; turn += 1) await work();
    }),
  );

async function abortedTransactions(database: mongoose.mongo.Db): Promise<number> {
  const { transactions } = await database.admin().command({ serverStatus: 1 });
  return Number(transactions.totalAborted);
}
