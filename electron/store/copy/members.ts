import type mongoose from 'mongoose';
import type { ConnectionHost } from '../../../shared/rules/connections/fields';

/** The members of a replica set that hold records, by the names that the set has for them; none for another kind of server. */
export async function membersOf(database: mongoose.mongo.Db): Promise<Required<ConnectionHost>[]> {
  const { hosts = [], passives = [] } = await database.command({ hello: 1 });
  return [...hosts, ...passives].map(hostIn);
}

/** "db1.clinic.example:27017", "[::1]:27017". */
function hostIn(member: string): Required<ConnectionHost> {
  const at = member.lastIndexOf(':');
  return { host: member.slice(0, at).replace(/^\[(.*)\]$/, '$1'), port: Number(member.slice(at + 1)) };
}
