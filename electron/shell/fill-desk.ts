import { Refusal } from '../core/refusal';
import type { Desk, Terminal } from './desk';
import type { StartOptions } from './start-options';

/**
 * Does what `--adopt` and `--demo` ask for, once the database is live. What cannot be done is said in words, and the
 * desk is started all the same: with the records that it has.
 */
export async function fillDesk(
  desk: Pick<Desk, 'demo' | 'legacyImport' | 'log'>,
  { adopt, demo }: Pick<StartOptions, 'adopt' | 'demo'>,
  terminal: Terminal,
): Promise<void> {
  const say = (sentence: string) => terminal.say(sentence);
  if (adopt !== undefined) {
    await orSayWhy(desk, terminal, `${adopt} was not brought in`, async () => {
      await desk.legacyImport.load(adopt, say);
      terminal.say(`${adopt} is brought in.`);
    });
  }
  if (demo) {
    await orSayWhy(desk, terminal, 'The demo clinic was not made', async () => {
      for (const line of signInLines(await desk.demo.fill(say))) terminal.say(line);
    });
  }
}

async function orSayWhy(
  desk: Pick<Desk, 'log'>,
  terminal: Terminal,
  what: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) {
      terminal.complain(`${what}. ${error.message}`);
      return;
    }
    desk.log.error({ err: error }, what);
    terminal.complain(`${what}. The log file in the folder "logs" of the data folder says more.`);
  }
}

function signInLines(signIns: Awaited<ReturnType<Desk['demo']['fill']>>): string[] {
  const widest = (pick: 'username' | 'password') =>
    Math.max(0, ...signIns.map((signIn) => signIn[pick].length));
  const [names, passwords] = [widest('username'), widest('password')];
  return [
    'The demo clinic is there. Sign in as:',
    ...signIns.map(
      ({ username, password, role }) => `  ${username.padEnd(names)}  ${password.padEnd(passwords)}  ${role}`,
    ),
  ];
}
