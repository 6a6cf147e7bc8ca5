import mongoose from 'mongoose';
import type { BenchClinic } from '../clinic';
import { interleaved } from '../measure';
import { rawNames } from '../raw-lists';
import { compared, plain, type Row } from '../report';

/** One patient by id, each time another one. */
export async function get({ raw, carriers, seeded }: BenchClinic): Promise<Row[]> {
  const patients = raw.collection('patients');
  const idIn = (round: number, turn: number) =>
    seeded.patients[(round * 7_919 + turn * 104_729) % seeded.patients.length] ?? '';
  const found = (id: string) => patients.findOne({ _id: mongoose.mongo.ObjectId.createFromHexString(id) });
  const timings = await interleaved(
    [
      { name: 'driver: findOne', run: (round) => found(idIn(round, 0)) },
      {
        name: 'driver: findOne with names',
        run: async (round) => {
          const record = await found(idIn(round, 1));
          return record && rawNames(raw, [record]);
        },
      },
      ...carriers.map(({ carrier, client }, turn) => ({
        name: carrier,
        run: (round: number) => client.patients.get({ id: idIn(round, turn + 2) }),
      })),
    ],
    { rounds: 150 },
  );
  return [
    plain(timings, 'driver: findOne'),
    plain(timings, 'driver: findOne with names'),
    ...carriers.flatMap(({ carrier }) => [
      compared(timings, {
        what: `get 1, ${carrier}`,
        way: carrier,
        against: 'driver: findOne with names',
        atMost: 2.5,
      }),
      compared(timings, { what: `get 1, ${carrier}`, way: carrier, against: 'driver: findOne' }),
    ]),
  ];
}
