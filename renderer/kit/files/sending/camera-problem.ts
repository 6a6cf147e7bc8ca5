/** Why there is no picture of a camera, and what to do. */
export type CameraProblem = { readonly title: string; readonly text: string };

const instead = 'Photos that are on this computer can be added as files.';

const known: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: {
    title: 'The camera is not allowed',
    text: `This computer or the browser forbids it to Clinic Desk: allow it in their settings. ${instead}`,
  },
  NotFoundError: { title: 'No camera was found', text: `Connect one and try again. ${instead}` },
  NotReadableError: {
    title: 'The camera is in use',
    text: `Another program has it: close that one and try again. ${instead}`,
  },
};

/** In words for an error of `getUserMedia`. */
export function cameraProblem(error: unknown): CameraProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'OverconstrainedError' || name === 'TypeError') return known.NotFoundError ?? unknown;
  return known[name] ?? unknown;
}

const unknown: CameraProblem = { title: 'The camera does not answer', text: instead };
