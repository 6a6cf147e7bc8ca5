import type { DatabaseState } from '../../shared/contract';
import type { Desk, Terminal } from './desk';

/**
 * Opens the database and tells each slow step. A start that fails is told with its remedy and `whereToLook`; the desk
 * goes on trying by itself. Resolves when the database is live, or when `stopped` is aborted.
 */
export async function openRecords(
  desk: Pick<Desk, 'core'>,
  told: { readonly terminal: Terminal; readonly whereToLook: string; readonly stopped: AbortSignal },
): Promise<void> {
  const { database } = desk.core;
  const { terminal, whereToLook, stopped } = told;
  let lastStep = '';
  const tell = (state: DatabaseState) => {
    if (state.kind !== 'opening' || state.step === lastStep) return;
    lastStep = state.step;
    terminal.say(stepLine(state.step));
  };
  const stopTelling = database.listen({ onState: tell });
  // It may have been started already.
  tell(database.state);
  try {
    await database.start();
  } catch (error) {
    if (stopped.aborted) return;
    terminal.complain(`Clinic Desk cannot open its records: ${words(database.state, error)}`);
    terminal.complain(whereToLook);
    await untilLive(database, stopped);
  } finally {
    stopTelling();
  }
}

/** A step that goes on gets an ellipsis; a whole sentence (a warning) stays as it is. */
const stepLine = (step: string): string => (/[.…!]$/.test(step) ? step : `${step}…`);

function words(state: DatabaseState, error: unknown): string {
  if (state.kind === 'failed') return `${state.message} ${state.remedy}`;
  return error instanceof Error ? error.message : String(error);
}

/** Resolves when the database is live, at once if it is, or when `stopped` is aborted. */
export function untilLive(database: Desk['core']['database'], stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      stopListening();
      stopped.removeEventListener('abort', end);
      resolve();
    };
    const stopListening = database.listen({ onState: ({ kind }) => (kind === 'live' ? end() : undefined) });
    stopped.addEventListener('abort', end);
    if (database.state.kind === 'live' || stopped.aborted) end();
  });
}
