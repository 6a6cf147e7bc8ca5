import mongoose from 'mongoose';
import type { BenchClinic } from '../clinic';
import { lifeCounts, seedLongLife } from '../long-life';
import { interleaved } from '../measure';
import { rawNames } from '../raw-lists';
import { compared, plain, type Row } from '../report';
import { asDoctorToo } from '../sign-in';

const baseline = 'driver: the same documents';
// What records are found and sorted by is in no chart, and what is heavy in no list.
const projection = { searchTokens: 0, sortKeys: 0, fieldRevisions: 0, text: 0 };

/** The chart of one patient with 700 visits, against the driver's reads of the same documents. */
export async function chart(clinic: BenchClinic): Promise<Row[]> {
  const { raw, carriers, desk, seeded } = clinic;
  const patient = await seedLongLife(desk.core.database.records, seeded);
  const of = { patient: mongoose.mongo.ObjectId.createFromHexString(patient), removed: false };
  return asDoctorToo(clinic.client, async () => {
    const timings = await interleaved(
      [
        {
          name: baseline,
          run: async () => {
            const lists = Object.keys(lifeCounts).map((name) =>
              raw.collection(name).find(of, { projection }).toArray(),
            );
            const [found, ...all] = await Promise.all([
              raw.collection('patients').findOne({ _id: of.patient }, { projection }),
              ...lists,
            ]);
            return found && rawNames(raw, all.flat());
          },
        },
        ...carriers.map(({ carrier, client: caller }) => ({
          name: carrier,
          run: () => caller.chart.get({ patient }),
        })),
      ],
      { rounds: 40 },
    );
    return [
      plain(timings, baseline),
      ...carriers.map(({ carrier }) =>
        compared(timings, {
          what: `chart of 700 visits, ${carrier}`,
          way: carrier,
          against: baseline,
          // What it costs to carry 0.5 MB, and to read it at the page's side in this same process, is told beside it.
          ...(carrier === 'in process' ? { atMost: 2 } : {}),
        }),
      ),
    ];
  });
}
