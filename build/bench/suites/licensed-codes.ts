import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInProcessClient } from '../../../electron/hosts/in-process';
import type { ClinicClient } from '../../../shared/contract';
import { codeSystems } from '../../../shared/schema';
import { type Chance, seededChance } from '../../../electron/core/demo/chance';
import { deskAt } from '../clinic';
import { quantile } from '../measure';
import type { Row } from '../report';
import { signIn } from '../sign-in';

const rounds = 5;
/** The longest that one lookup of twenty may take, in milliseconds (issue 4). */
const limit = 10;
const piece = 1024 * 1024;

/** As large as the international edition of SNOMED CT and as RxNorm are; every name is made up. */
const sizes = { snomed: 350_000, rxnorm: 250_000 };

const syllables = [
  'ba',
  'cor',
  'den',
  'fi',
  'gal',
  'hep',
  'kin',
  'lo',
  'mur',
  'nef',
  'os',
  'pla',
  'rin',
  'ter',
  'vas',
];
/** Some thousand words, the first ones in many names, as it is with words. */
function vocabulary(chance: Chance, words: number): string[] {
  return Array.from({ length: words }, () =>
    Array.from(
      { length: chance.between(2, 4) },
      () => syllables[chance.between(0, syllables.length - 1)],
    ).join(''),
  );
}
const nameOf = (chance: Chance, words: readonly string[], length: number) =>
  Array.from({ length }, () => words[Math.floor(words.length * chance.next() ** 3)]).join(' ');

/** Imports of made-up editions as large as the real ones, and what a doctor waits for while typing. */
export async function licensedCodes(): Promise<Row[]> {
  // Made before the database is there: it would take the pause for its end.
  const chance = seededChance(20_260_731);
  const words = vocabulary(chance, 30_000);
  const concepts = ['id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId'];
  const descriptions = [
    'id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId',
  ];
  for (let at = 0; at < sizes.snomed; at += 1) {
    const id = 100_000_000 + at * 7;
    concepts.push(`${id}\t20260731\t1\t900000000000207008\t900000000000074008`);
    for (const type of ['900000000000003001', '900000000000013009'])
      descriptions.push(
        `${id}1\t20260731\t1\t900000000000207008\t${id}\ten\t${type}\t${nameOf(chance, words, chance.between(2, 8))}\t900000000000448009`,
      );
  }
  const names = Array.from(
    { length: sizes.rxnorm },
    (_, at) =>
      `${at + 1}|ENG||||||||||RXNORM|SCD|${at + 1}|${nameOf(chance, words, chance.between(3, 9))}||N||`,
  );
  const home = await mkdtemp(join(tmpdir(), 'clinic-desk-bench-'));
  const desk = deskAt(home);
  try {
    await desk.core.database.start();
    const { admin, doctor } = await people(() => createInProcessClient(desk.core, 'benchmark'));
    const rows: Row[] = [];
    const releases = [
      { system: 'snomed', uri: codeSystems.snomed.uri, files: { concepts, descriptions } },
      { system: 'rxnorm', uri: codeSystems.rxnorm.uri, files: { names } },
    ] as const;
    for (const [index, { system, uri, files }] of releases.entries()) {
      const id = `${index + 1}`.repeat(24);
      const came: Record<string, number> = {};
      for (const [part, lines] of Object.entries(files)) {
        const blob = new Blob([`${lines.join('\r\n')}\r\n`]);
        came[part] = blob.size;
        for (let offset = 0; offset < blob.size; offset += piece)
          await admin.codes.takeFile({
            import: id,
            part: part as 'concepts' | 'descriptions' | 'names',
            offset,
            chunk: blob.slice(offset, offset + piece),
          });
      }
      const began = performance.now();
      const checked = await admin.codes.checkImport({ import: id, system, sizes: came });
      if (checked.problemCount > 0) throw new Error(checked.problems[0]?.reason);
      rows.push({
        what: `${system}: checking ${checked.codes.toLocaleString('en')} codes`,
        ms: performance.now() - began,
      });
      await admin.codes.import({ import: id, edition: 'Made up', licence: true });
      const lookUp = (text: string) => doctor.codes.lookup({ system: uri, text });
      const first = performance.now();
      await lookUp('');
      rows.push({
        what: `${system}: the first lookup, which reads the codes`,
        ms: performance.now() - first,
      });
      const texts = [
        ...Array.from({ length: 12 }, (_, at) => nameOf(chance, words, 1 + (at % 3))),
        '1000007',
        'xyz',
      ];
      const keystrokes = texts.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
      const times: number[] = [];
      for (let round = -1; round < rounds; round += 1) {
        for (const text of keystrokes) {
          const from = performance.now();
          await lookUp(text);
          if (round >= 0) times.push(performance.now() - from);
        }
      }
      times.sort((one, other) => one - other);
      const p95 = quantile(times, 0.95);
      rows.push({ what: `${system}: a lookup, median`, ms: quantile(times, 0.5) });
      rows.push({ what: `${system}: a lookup, p95`, ms: p95, limit: `≤ ${limit} ms`, isMet: p95 <= limit });
      rows.push({ what: `${system}: a lookup, the slowest`, ms: quantile(times, 1) });
    }
    return rows;
  } finally {
    await desk.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function people(newCaller: () => ClinicClient) {
  const admin = newCaller();
  await admin.session.setUp({
    clinic: { clinicname: 'Wellness First Clinic', timeZone: 'Europe/London' },
    administrator: { ...signIn, displayName: 'Ada Okonkwo' },
  });
  const { password } = signIn;
  await admin.users.create({ username: 'meera', displayName: 'Meera Joshi', password, roles: ['doctor'] });
  const doctor = newCaller();
  await doctor.session.signIn({ username: 'meera', password });
  return { admin, doctor };
}
