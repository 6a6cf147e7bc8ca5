import mongoose from 'mongoose';
import { newDocument } from '../../../electron/store/bookkeeping';
import { mapperOf } from '../../../electron/store/mapper';
import { entities } from '../../../shared/entities';
import type { BenchClinic } from '../clinic';
import { interleaved } from '../measure';
import { compared, plain, type Row } from '../report';

const { patients } = entities;
const mapper = mapperOf(patients, () => undefined);
const clients = 8;
const each = 5;

/** One new patient: validated, numbered and audited in one transaction, against a bare journaled insert. */
export async function create(clinic: BenchClinic): Promise<Row[]> {
  const { raw, carriers, client } = clinic;
  const draft = draftsOf(clinic);
  // The same document into a collection with the same indexes: its own.
  const insert = async () => {
    const values = { ...draft(), recordNumber: `RAW-${new mongoose.mongo.ObjectId().toHexString()}` };
    await raw.collection(patients.name).insertOne(newDocument(patients, mapper, values, { at: new Date() }));
  };
  const create = () => client.patients.create(draft());
  const alone = await interleaved(
    [
      { name: 'driver: insertOne', run: insert },
      ...carriers.map((each) => ({ name: each.carrier, run: () => each.client.patients.create(draft()) })),
    ],
    { rounds: 80 },
  );
  const abortedBefore = await abortedTransactions(raw);
  const together = await interleaved(
    [
      { name: `driver: ${clients} clients`, run: () => byAll(insert), operations: clients * each },
      { name: 'router', run: () => byAll(create), operations: clients * each },
    ],
    { rounds: 20 },
  );
  const aborted = (await abortedTransactions(raw)) - abortedBefore;
  return [
    plain(alone, 'driver: insertOne'),
    ...carriers.map(({ carrier }) =>
      compared(alone, {
        what: `create 1, ${carrier}`,
        way: carrier,
        against: 'driver: insertOne',
        atMost: 2.5,
      }),
    ),
    plain(together, `driver: ${clients} clients`),
    compared(together, {
      what: `create 1, ${clients} clients`,
      way: 'router',
      against: `driver: ${clients} clients`,
      atMost: 3,
    }),
    { what: `… of them run again: ${aborted}`, limit: '0', isMet: aborted === 0 },
  ];
}

function draftsOf({ seeded }: BenchClinic) {
  let number = 0;
  return () => {
    number += 1;
    return {
      firstname: 'Thandiwe',
      lastname: `Mensah ${number}`,
      dateOfBirth: '1984-03-12',
      sex: 'female' as const,
      phone: '+44 77 0090412',
      email: `new${number}@example.org`,
      city: 'Norbridge',
      doctors: seeded.doctors.slice(0, 1),
      clinics: [seeded.clinic],
    };
  };
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
