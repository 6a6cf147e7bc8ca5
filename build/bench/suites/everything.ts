import { createInProcessClient } from '../../../electron/hosts/in-process';
import type { ClinicClient } from '../../../shared/contract';
import type { BenchClinic } from '../clinic';
import { quantile } from '../measure';
import { notesSize } from '../notes';
import type { Row } from '../report';
import { signIn } from '../sign-in';

const rounds = 10;
/** The longest that one search of twenty may take, in milliseconds (issue 4). */
const limit = 300;

/** What people look for, from what stands in every note to what stands in one. */
const typed = {
  'a rare word': ['zoonosis', 'xanthoma', 'brucell', 'quinsy'],
  'a word of some notes': ['wheezing', 'penicillin', 'fracture', 'migraine'],
  'a common word': ['patient', 'pain', 'follow', 'cough'],
  'two letters': ['pa', 'co', 'zo', 'th'],
  'a common and a rare word': ['patient zoonosis', 'pain xanthoma', 'cough quinsy'],
  'common words': ['patient pain', 'cough fever night', 'no pain today'],
  'a letter and a word': ['p wheezing', 'a patient', 'z cough'],
  'a name': ['kulkarni', 'chen', 'mensah ba'],
  nothing: ['xylophone', 'pain xylophone', 'qqq'],
} as const;

/** A doctor looks for words in the records of everybody, through the whole router. */
export async function everything(clinic: BenchClinic): Promise<Row[]> {
  const doctor = await signedInDoctor(clinic);
  const all: number[] = [];
  const rows: Row[] = [];
  for (const [what, queries] of Object.entries(typed)) {
    const times: number[] = [];
    for (let round = -1; round < rounds; round += 1) {
      for (const query of queries) {
        const from = performance.now();
        await doctor.search.everything({ query });
        if (round >= 0) times.push(performance.now() - from);
      }
    }
    times.sort((one, other) => one - other);
    all.push(...times);
    rows.push(
      { what: `${what}, median`, ms: quantile(times, 0.5) },
      { what: `${what}, p95`, ms: quantile(times, 0.95) },
    );
  }
  all.sort((one, other) => one - other);
  const p95 = quantile(all, 0.95);
  return [
    ...rows,
    { what: `of ${notesSize()} notes, all searches, median`, ms: quantile(all, 0.5) },
    { what: 'all searches, p95', ms: p95, limit: `≤ ${limit} ms`, isMet: p95 <= limit },
    { what: 'the slowest search', ms: quantile(all, 1) },
  ];
}

async function signedInDoctor({ client, desk }: BenchClinic): Promise<ClinicClient> {
  const { password } = signIn;
  const { total } = await client.users.list({ text: 'searcher' });
  if (total === 0)
    await client.users.create({
      username: 'searcher',
      displayName: 'Meera Joshi',
      password,
      roles: ['doctor'],
    });
  const doctor = createInProcessClient(desk.core, 'benchmark');
  await doctor.session.signIn({ username: 'searcher', password });
  return doctor;
}
