import { afterEach, beforeEach } from 'vitest';
import { type Caller, carriers, openTestClinic, type TestClinic, testPassword } from './clinic';

/** What a clinic that nobody has set up yet is set up with. */
export const clinicDraft = { clinicname: 'Wellness First Clinic' };
export const ada = { username: 'ada', displayName: 'Ada Okonkwo', password: testPassword };

/** For every test of a group: a clinic that nobody has set up, with callers in this process. */
export function eachInNewClinic() {
  let clinic: TestClinic;
  let newCaller: () => Promise<Caller>;
  beforeEach(async () => {
    clinic = await openTestClinic();
    ({ newCaller } = await carriers['in-process'](clinic.core));
  });
  afterEach(() => clinic.close());
  const someone = async () => (await newCaller()).client;
  return {
    opened: () => clinic,
    /** Signed out, in a session of their own. */
    someone,
    /** Ada, who has just set the clinic up. */
    administrator: async () => {
      const client = await someone();
      await client.session.setUp({ clinic: clinicDraft, administrator: ada });
      return client;
    },
  };
}
