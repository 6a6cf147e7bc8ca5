import { join } from 'node:path';
import { compose, type Desk } from '../../../electron/compose';
import { createInProcessClient } from '../../../electron/hosts/in-process';
import type { ClinicClient } from '../../../shared/contract';

const signIn = { username: 'ada', password: 'lavender kites at noon' } as const;

/** The application on a data folder, as its programs wire it; `uri` names a server elsewhere instead of its own. */
export function deskOn(home: string, uri: string | null, documentWorker: string): Desk {
  // What the person at this computer has set for their own clinic must not be hurt.
  const environment = { ...process.env, CLINIC_HOME: undefined, CLINIC_MONGODB_URI: uri ?? undefined };
  const codesFolder = join(process.cwd(), 'electron/codes');
  return compose({
    ...{ home, environment, codesFolder, documentWorker, version: '0.0.0-faults' },
    reveal: async () => false,
  });
}

/** Sets a clinic up, by a person who may do everything; `signedIn` opens further windows of theirs. */
export async function setUpClinic(
  desk: Desk,
): Promise<{ client: ClinicClient; signedIn(device: string): Promise<ClinicClient> }> {
  const client = createInProcessClient(desk.core, 'owner');
  await client.session.setUp({
    clinic: { clinicname: 'Wellness First Clinic', timeZone: 'Europe/London', rooms: ['Room 1'] },
    administrator: { ...signIn, displayName: 'Ada Okonkwo', alsoDoctor: true },
  });
  const signedIn = async (device: string) => {
    const window = createInProcessClient(desk.core, device);
    await window.session.signIn(signIn);
    return window;
  };
  return { client, signedIn };
}
