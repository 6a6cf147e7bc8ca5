import mongoose from 'mongoose';
import { newDocument } from '../../../electron/store/bookkeeping';
import { mapperOf } from '../../../electron/store/mapper';
import { entities } from '../../../shared/entities';
import type { DraftNamed } from '../../../shared/entities';
import type { BenchClinic } from '../clinic';
import { interleaved, type Timings } from '../measure';
import { rawNames } from '../raw-lists';
import { compared, plain, type Row } from '../report';

const { patients } = entities;
const mapper = mapperOf(patients, () => undefined);
const clients = 8;
const each = 5;

/**
 * One new patient, validated and audited in one transaction, against a bare journaled insert: with a number of its own
 * and no references. As the form sends it (a number is drawn, doctor and clinic are read to be checked and named),
 * against the driver doing the same and the insert, with none of the safety; how it stands to the insert alone is
 * shown as well.
 */
export async function create(clinic: BenchClinic): Promise<Row[]> {
  const { raw, carriers, client } = clinic;
  const { bare, full } = draftsOf(clinic);
  // The same document into a collection with the same indexes: its own.
  const insert = () =>
    raw.collection(patients.name).insertOne(newDocument(patients, mapper, bare(), { at: new Date() }));
  const insertAsForm = async () => {
    const number = { $inc: { value: 1 } };
    await raw
      .collection<{ _id: string; value: number }>('bench counters')
      .findOneAndUpdate({ _id: 'patients' }, number, { upsert: true, writeConcern: { w: 1 } });
    const { doctors, clinics, ...draft } = full();
    const document = newDocument(
      patients,
      mapper,
      { ...bare(), ...draft, doctors, clinics },
      { at: new Date() },
    );
    await rawNames(raw, [document]);
    return raw.collection(patients.name).insertOne(document);
  };
  const alone = await interleaved(
    [
      { name: 'driver: insertOne', run: insert },
      { name: 'driver: insertOne, as the form', run: insertAsForm },
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
      { name: `driver: ${clients} clients, as the form`, run: () => byAll(insertAsForm) },
      { name: `${clients} clients`, run: () => byAll(() => client.patients.create(bare())) },
      { name: `${clients} clients, from the form`, run: () => byAll(() => client.patients.create(full())) },
    ].map((way) => ({ ...way, operations: clients * each })),
    { rounds: 12 },
  );
  const aborted = (await abortedTransactions(raw)) - abortedBefore;
  const alongside = (carrier: string) =>
    pair(alone, { what: `create 1, ${carrier}`, way: carrier, against: 'driver: insertOne', atMost: 2.5 });
  return [
    plain(alone, 'driver: insertOne'),
    plain(alone, 'driver: insertOne, as the form'),
    ...carriers.flatMap(({ carrier }) => alongside(carrier)),
    plain(together, `driver: ${clients} clients`),
    plain(together, `driver: ${clients} clients, as the form`),
    ...pair(together, {
      what: `create 1, ${clients} clients`,
      way: `${clients} clients`,
      against: `driver: ${clients} clients`,
      atMost: 3,
    }),
    { what: `… of them run again: ${aborted}`, limit: '0', isMet: aborted === 0 },
  ];
}

type Compared = {
  readonly what: string;
  readonly way: string;
  readonly against: string;
  readonly atMost: number;
};

/** The bare case and the one from the form, the latter against both of its baselines. */
function pair(timings: Timings, bare: Compared): Row[] {
  const form = { what: `${bare.what}, from the form`, way: `${bare.way}, from the form` };
  return [
    compared(timings, bare),
    compared(timings, { ...form, against: `${bare.against}, as the form`, atMost: bare.atMost }),
    compared(timings, { ...form, against: bare.against }),
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
