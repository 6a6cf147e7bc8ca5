import type { EntityTable } from '../../shared/entities';
import { carriers, openTestClinic, setUpTestClinic, type TestClinic } from './clinic';
import { startTestMongod, type TestMongod } from './mongod';

export type StandaloneClinic = TestClinic & { readonly mongod: TestMongod };

/** A clinic that was set up on a replica set of one member, whose server stands alone now. */
export async function openStandaloneClinic(
  options: { readonly table?: EntityTable } = {},
): Promise<StandaloneClinic> {
  const mongod = await startTestMongod({ replicaSet: true });
  try {
    // As people type it. The driver makes more of a set of one then: it takes out of it what is no member any more.
    const uri = mongod.uri('clinic').replace('?directConnection=true', '');
    const before = await openTestClinic({ ...options, uri });
    const carrier = await carriers['in-process'](before.core);
    await setUpTestClinic(await carrier.newCaller());
    await before.close();
    await mongod.stop();
    await mongod.start({ replicaSet: false });
    const clinic = await openTestClinic({ ...options, uri });
    const close = async () => {
      await clinic.close();
      await mongod.dispose();
    };
    return { ...clinic, mongod, close };
  } catch (error) {
    await mongod.dispose();
    throw error;
  }
}
