import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { openWebHost, type WebHost } from '../hosts/web';
import type { Control, Terminal, Desk } from './desk';
import { fillDesk } from './fill-desk';
import { openRecords } from './open-records';
import { askRunningDesk, claimOrFind } from './second-start';
import type { StartOptions } from './start-options';

export type ServeOrder = {
  readonly desk: Desk;
  readonly options: StartOptions;
  readonly rendererFolder: string;
  readonly terminal: Terminal;
  readonly openBrowser: (url: string) => void;
  /** Asks for a clean stop. */
  readonly stopped: AbortSignal;
  /** How long a first start may take until it can be reached by a second one. */
  readonly patienceMs?: number;
};

const FIRST_PORT = 47_000;
const PORTS_TO_TRY = 100;

/**
 * Serves a desk to the browsers of this computer until it is asked to stop, and leaves no process behind. The pages
 * are there before the database is, so that they can say how far it is. Resolves with the exit code.
 */
export async function serveDesk(order: ServeOrder): Promise<number> {
  const { desk, stopped, patienceMs = 10_000 } = order;
  // A folder that cannot be claimed is told by `database.start`, which meets the same failure.
  const claim = await claimOrFind(desk.computer, patienceMs).catch(() => null);
  if (claim?.kind === 'taken') {
    await desk.close();
    return tellOfFirst(order, claim.control);
  }
  // The slowest part first; how it goes is told by `openRecords`, and to the pages that wait for it.
  if (claim) desk.core.database.start().catch(() => undefined);
  const host = await openHost(order);
  const until = stopped.aborted ? Promise.resolve() : once(stopped, 'abort');
  try {
    if (host) await Promise.race([bringUp(order, host), until]);
    await (host ? until : undefined);
    return host && desk.core.database.state.kind !== 'failed' ? 0 : 1;
  } finally {
    await host?.close();
    await desk.close();
  }
}

async function bringUp(
  { desk, options, terminal, openBrowser, stopped }: ServeOrder,
  host: WebHost,
): Promise<void> {
  // What breaks off because of the stop is nobody's concern any more.
  const untilStopped: Terminal = {
    say: (line) => (stopped.aborted ? undefined : terminal.say(line)),
    complain: (line) => (stopped.aborted ? undefined : terminal.complain(line)),
  };
  const isFilled = options.demo || options.adopt !== undefined;
  const show = () => (options.opensBrowser && !stopped.aborted ? openBrowser(host.launchUrl()) : undefined);
  if (!isFilled) show();
  const whereToLook = `It goes on trying. The page says the same: ${host.launchUrl()}`;
  await openRecords(desk, { terminal: untilStopped, whereToLook, stopped });
  if (isFilled && !stopped.aborted) {
    await fillDesk(desk, options, untilStopped);
    show();
  }
  untilStopped.say(`Clinic Desk is ready: ${host.launchUrl()}`);
}

/** Null, with the reason told, when there is no port to listen on. */
async function openHost({ desk, options, rendererFolder, terminal }: ServeOrder): Promise<WebHost | null> {
  const controlSecret = randomBytes(32).toString('base64url');
  const { settings } = desk.computer;
  const wanted = options.port ?? settings?.current.webPort ?? FIRST_PORT;
  try {
    const host = await openWebHost({
      router: desk.core.router,
      rendererFolder,
      controlSecret,
      port: wanted,
      portsAfter: PORTS_TO_TRY,
      onUnexpected: (error) => desk.log.error({ err: error }, 'A request of the browser failed unexpectedly'),
    });
    if (wanted !== 0 && host.port !== wanted) {
      terminal.say(`Port ${wanted} is taken by another program; Clinic Desk uses port ${host.port}.`);
    }
    // A port that was asked for, or that only stands in for a taken one, is not kept.
    if (options.port === undefined && settings?.current.webPort === undefined) {
      await settings?.update({ webPort: host.port });
    }
    await desk.computer.announce({ port: host.port, secret: controlSecret });
    return host;
  } catch (error) {
    desk.log.error({ err: error }, 'No port for the browser');
    terminal.complain(
      `Every port from ${wanted} on is taken by another program. Start Clinic Desk with --port 0 to take any free one.`,
    );
    return null;
  }
}

async function tellOfFirst(order: ServeOrder, control: Control | null): Promise<number> {
  const { terminal, options, openBrowser } = order;
  const answer = control && (await askRunningDesk(control));
  if (!answer) {
    terminal.complain(
      'Clinic Desk is already running on this data folder, but it does not answer. Stop it and try again.',
    );
    return 1;
  }
  if (answer.url === null) {
    terminal.say('Clinic Desk is already running: its window has come to the front.');
    return 0;
  }
  if (options.opensBrowser) openBrowser(answer.url);
  // The browser has used up the first link by the time a person reads this one.
  const fresh = options.opensBrowser ? await askRunningDesk(control) : answer;
  terminal.say(`Clinic Desk is already running: ${fresh?.url ?? answer.url}`);
  return 0;
}
