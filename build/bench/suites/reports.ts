import { ORPCError } from '@orpc/contract';
import { createInProcessClient } from '../../../electron/hosts/in-process';
import type { CohortCriteria, ClinicClient } from '../../../shared/contract';
import { type ReportDefinition, reportCatalogue, reportNames } from '../../../shared/rules/reports/catalogue';
import type { BenchClinic } from '../clinic';
import { quantile } from '../measure';
import type { Row } from '../report';
import { signIn } from '../sign-in';

/** The longest that nineteen of twenty reports of one year, and a page of records, may take, in milliseconds. */
const limit = 2_000;
const rounds = 3;
const behind = 'records behind a figure, ten years';

/** The whole of what there is, and one year of it. */
const periods = {
  'ten years': { from: '2016-01-01', to: '2025-12-31' },
  'one year': { from: '2024-01-01', to: '2024-12-31' },
} as const;

const cohort: CohortCriteria = {
  ages: [{ from: 40 }],
  diagnoses: [{ code: 'E' }],
  medications: [{ name: 'metformin' }],
  visits: [{ times: 1 }],
  match: 'any',
};

/** A doctor runs every report over the whole clinic, against a reading of every document of the same collection. */
export async function reports({ client, desk, raw }: BenchClinic): Promise<Row[]> {
  const doctor = await signedInDoctor(client, desk);
  const all: number[] = [];
  const limited: number[] = [];
  const refused = new Set<string>();
  /** What is given up as too slow took as long as that took, and is told beside. */
  const time = async (what: string, run: () => Promise<unknown>): Promise<number> => {
    const from = performance.now();
    await run().catch((error: unknown) => {
      if (!(error instanceof ORPCError && error.code === 'INVALID')) throw error;
      refused.add(what);
    });
    return performance.now() - from;
  };
  const median = async (what: string, run: () => Promise<unknown>, counts = true): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await time(what, run));
    if (counts) all.push(...times);
    if (counts && (what.endsWith('one year') || what === behind)) limited.push(...times);
    return quantile(
      times.sort((one, other) => one - other),
      0.5,
    );
  };
  const scans = new Map<string, number>();
  const scan = async (name: string): Promise<number> => {
    const known = scans.get(name);
    if (known !== undefined) return known;
    const stages = [{ $group: { _id: '$removed', count: { $sum: 1 } } }];
    const took = await median(
      name,
      () =>
        raw
          .collection(name)
          .aggregate(stages, { hint: { $natural: 1 } })
          .toArray(),
      false,
    );
    scans.set(name, took);
    return took;
  };

  const rows: Row[] = [];
  for (const report of reportNames) {
    const { by, parameters, counts }: ReportDefinition = reportCatalogue[report];
    const against = Object.keys(counts)[0] ?? 'readingrollups';
    const scanned = await scan(against);
    for (const division of by.length > 0 ? by.map(({ value }) => value) : [undefined]) {
      const isDated = parameters.includes('period');
      for (const [words, period] of Object.entries(isDated ? periods : { today: { to: '2025-12-31' } })) {
        const question = { report, ...period, ...(division ? { by: division } : {}) };
        const what = [report, division && `by ${division}`, words].filter(Boolean).join(', ');
        const ms = await median(what, () => doctor.reports.run(question));
        rows.push({ what, ms, ratio: ms / scanned, against: `every document of ${against}` });
      }
    }
  }
  const ten = periods['ten years'];
  const more: Readonly<Record<string, () => Promise<unknown>>> = {
    'a cohort of four criteria, counted': () => doctor.reports.countCohort({ criteria: cohort }),
    'a cohort of four criteria, its first page': () => doctor.reports.cohort({ cohort }),
    'visits of a cohort': () => doctor.reports.run({ report: 'visits', ...ten, cohort }),
    'visits of a clinic': async () => {
      const { rows: clinics } = await doctor.clinics.list({});
      const clinic = clinics.find(({ clinicname }) => clinicname === 'Seeded')?.id;
      return doctor.reports.run({ report: 'visits', ...ten, ...(clinic ? { clinic } : {}) });
    },
    [behind]: () =>
      doctor.reports.records({ report: 'diagnoses', ...ten, by: 'chapter', row: 'IV', column: 'total' }),
    'a tidy export of a year': () =>
      doctor.reports.export({ report: 'diagnoses', ...periods['one year'], form: 'tidy' }),
  };
  for (const [what, run] of Object.entries(more)) rows.push({ what, ms: await median(what, run) });
  all.sort((one, other) => one - other);
  limited.sort((one, other) => one - other);
  const p95 = quantile(limited, 0.95);
  return [
    ...[...scans].map(([name, ms]) => ({ what: `driver: every document of ${name}`, ms })),
    ...rows,
    ...[...refused].map((what) => ({ what: `given up as too slow: ${what}` })),
    { what: `all ${all.length} runs, slowest`, ms: quantile(all, 1) },
    { what: 'all runs, p95', ms: quantile(all, 0.95) },
    {
      what: 'runs of one year and pages of records, p95',
      ms: p95,
      limit: `≤ ${limit} ms`,
      isMet: p95 <= limit,
    },
  ];
}

async function signedInDoctor(client: ClinicClient, desk: BenchClinic['desk']): Promise<ClinicClient> {
  const { password } = signIn;
  const { total } = await client.users.list({ text: 'counter' });
  if (total === 0)
    await client.users.create({
      username: 'counter',
      displayName: 'Meera Joshi',
      password,
      roles: ['doctor'],
    });
  const doctor = createInProcessClient(desk.core, 'benchmark');
  await doctor.session.signIn({ username: 'counter', password });
  return doctor;
}
