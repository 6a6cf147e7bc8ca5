import type { ClinicClient } from '../../shared/contract';

/** Who calls, in every suite. */
export const signIn = { username: 'ada', password: 'lavender kites at noon' } as const;

/** Who runs the benchmarks is the administrator, who reads no charts: for this work they are a doctor as well. */
export async function asDoctorToo<T>(client: ClinicClient, work: () => Promise<T>): Promise<T> {
  const { user } = await client.session.state();
  const [id, roles] = [user?.userId ?? '', user?.roles ?? []];
  await client.accounts.setRoles({ id, roles: [...roles, 'doctor'] });
  try {
    return await work();
  } finally {
    await client.accounts.setRoles({ id, roles });
  }
}
