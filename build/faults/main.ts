import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PAGE_PATIENCE_MS } from '../../tests/faults/harness/patience';
import { type ServerName, serverNames } from '../../tests/faults/harness/servers';
import { runTrial } from '../../tests/faults/harness/trial';
import { faultsOf, figuresOf, lineOf } from '../../tests/faults/harness/words';

const help = `node build/faults/run.mjs [--server ${serverNames.join('|')}] [--rounds N] [--writers N] [--seed N] [--weak] [--quiet]
  Writers work through the contract while their database server is hurt; in the end what is stored is held against
  what was acknowledged. Exit code 1 when anything was lost, doubled, missed, late or without a typed answer.
  --server own    the desk's own mongod is ended with SIGKILL, and started again by the desk (default)
  --server one    a server of the clinic with one member is ended with SIGKILL and started again
  --server three  the primary of three members steps down; each tenth time it is ended with SIGKILL
  --rounds N      so many faults (default 100)
  --writers N     so many at once (default 8)
  --weak          commits with w: 1, j: false; exit code 1 when nothing is lost, because the harness proves nothing then`;

/** Faults that are told one by one; of more, only how many. */
const MOST_TOLD = 20;

/** Runs the trial that is asked for, prints its figures, and resolves with the exit code. */
export async function main(args: string[]): Promise<number> {
  const options = {
    server: { type: 'string', default: 'own' },
    rounds: { type: 'string', default: '100' },
    writers: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    weak: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args, options });
  const [rounds, writers, seed] = [values.rounds, values.writers, values.seed].map(Number);
  const isServer = (name: string): name is ServerName => serverNames.some((each) => each === name);
  const { server } = values;
  if (values.help || !isServer(server) || !rounds || !writers || seed === undefined) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  const outcome = await runTrial({
    ...{ server, rounds, writers, seed, isWeak: values.weak },
    documentWorker: join(import.meta.dirname, 'document-worker.mjs'),
    onRound: (round, number) => (values.quiet ? undefined : console.log(`${number + 1}: ${lineOf(round)}`)),
  });
  console.log(`\n${figuresOf(outcome).join('\n')}`);
  const faults = faultsOf(outcome, PAGE_PATIENCE_MS);
  for (const fault of faults.slice(0, MOST_TOLD)) console.log(fault);
  if (faults.length > MOST_TOLD) console.log(`… and ${faults.length - MOST_TOLD} more`);
  if (!values.weak) return faults.length > 0 ? 1 : 0;
  console.log(
    outcome.lost.length > 0
      ? 'Weak writes were lost, as they must be.'
      : 'NOTHING WAS LOST: this proves nothing.',
  );
  return outcome.lost.length > 0 ? 0 : 1;
}
