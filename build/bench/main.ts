import { parseArgs } from 'node:util';
import { openClinic } from './clinic';
import { type Row, tableOf } from './report';
import { booking } from './suites/booking';
import { chart } from './suites/chart';
import { codes } from './suites/codes';
import { licensedCodes } from './suites/licensed-codes';
import { create } from './suites/create';
import { everything } from './suites/everything';
import { files } from './suites/files';
import { get } from './suites/get';
import { list } from './suites/list';
import { painted } from './suites/painted';
import { reports } from './suites/reports';
import { readings } from './suites/readings';
import { start } from './suites/start';
import { table } from './suites/table';

/** Suites that share one clinic with seeded records, in this order: what writes comes last. */
const onClinic = {
  ...{ list, get, table, chart, painted, everything, reports, files },
  ...{ create, booking, readings },
};
const titles = {
  list: 'A list of patients',
  get: 'One patient',
  table: 'A table of 100,000 patients, in pages of 100',
  chart: 'The chart of a patient with 700 visits',
  painted: 'A long record in the browser',
  everything: 'Words in everybody’s records',
  reports: 'Reports over ten years, 400,000 appointments and 100,000 visits',
  files: 'A document of 100 MB',
  create: 'A new patient',
  booking: 'Appointments, 16 desks booking the same days',
  readings: 'A year of 2,000 readings a day',
  start: 'Second start',
  codes: 'Codes of ICD-10-CM, found by every keystroke',
  'licensed-codes': 'Made-up SNOMED CT and RxNorm of full size, brought in and found by every keystroke',
} satisfies Record<keyof typeof onClinic | 'start' | 'codes' | 'licensed-codes', string>;

const help = `node build/bench/run.mjs [--check] [--keep DIR] [name…]
  names: ${Object.keys(titles).join(', ')} (default: all)
  --check     exit code 1 when a limit is missed
  --keep DIR  keep the seeded records in DIR and use them again next time
  CLINIC_BENCH_NOTES=1000000 searches so many notes instead of 100,000`;

/** Runs the benchmarks that are named, prints their tables, and resolves with the exit code. */
export async function main(args: string[]): Promise<number> {
  const options = {
    check: { type: 'boolean' },
    keep: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const strangers = positionals.filter((name) => !(name in titles));
  if (values.help || strangers.length > 0) {
    console.log(strangers.length > 0 ? `There is no benchmark "${strangers[0]}".\n${help}` : help);
    return values.help ? 0 : 2;
  }
  const isWanted = (name: string) => positionals.length === 0 || positionals.includes(name);
  const rows: Row[] = [];
  const show = (name: keyof typeof titles, more: readonly Row[]) => {
    rows.push(...more);
    console.log(tableOf(titles[name], more));
  };
  if (isWanted('start')) show('start', await start());
  if (isWanted('codes')) show('codes', await codes());
  if (isWanted('licensed-codes')) show('licensed-codes', await licensedCodes());
  const suites = (Object.keys(onClinic) as (keyof typeof onClinic)[]).filter(isWanted);
  if (suites.length > 0) {
    const clinic = await openClinic(progress, {
      kept: values.keep,
      hasNotes: suites.includes('everything'),
      hasReports: suites.includes('reports'),
    });
    try {
      for (const name of suites) show(name, await onClinic[name](clinic));
    } finally {
      await clinic.close();
    }
  }
  const limits = rows.filter(({ isMet }) => isMet !== undefined);
  const missed = limits.filter(({ isMet }) => !isMet);
  console.log(`\n${limits.length - missed.length} of ${limits.length} limits met`);
  return values.check && missed.length > 0 ? 1 : 0;
}

/** Rewrites one line in a terminal; says nothing in a log. */
function progress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(40)}`);
}
