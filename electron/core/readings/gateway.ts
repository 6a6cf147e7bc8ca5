import { entities } from '../../../shared/entities';
import type { Device } from '../../../shared/entities';
import type { Issue, procedures } from '../../../shared/contract';
import { type Call, personOf, senderOf } from '../call';
import type { ReadingBatch } from '../ports/readings';
import type { StoredRecord } from '../ports/records';
import { conflict, invalidAt, notFound } from '../refusal';
import { RecentReads } from '../recent-reads';
import type { HandlersOf } from '../router';
import type { SendingDevice, Session } from '../session';
import { checkAll, counted, type ReadingDependencies } from './reading-handlers';

/** That a device sends is noted on it at most so often, in milliseconds. */
const SEEN_EVERY_MS = 60_000;

type StoredDevice = StoredRecord & Partial<Device> & { tokenHash?: string };
type Given = Omit<ReadingDependencies, 'homeClinic'>;

/**
 * Devices that send by themselves. A token is `ID.SECRET`: the device's id, so that there is one hash to compare, and
 * 32 random bytes, of which only the SHA-256 is kept: a secret of 256 bits needs no slow hash.
 */
export class Gateway {
  readonly #given: Given;
  readonly #tried = new RecentReads();
  constructor(given: Given) {
    this.#given = given;
  }

  /** The device whose token a session shows; null for a wrong one, one that was revoked, or a device out of use. */
  async senderIn({ deviceToken }: Session, now: Date): Promise<SendingDevice | null> {
    if (deviceToken === undefined) return null;
    const [id = '', secret = ''] = deviceToken.split('.');
    const found = /^[0-9a-f]{24}$/.test(id)
      ? ((await this.#given.records.get(entities.devices, id)) as StoredDevice | null)
      : null;
    // Compared also where there is no device, so that the time taken does not tell.
    const isRight = isSameHash(await hashOf(secret), found?.tokenHash ?? (await hashOf('')));
    const sender = found?.tokenHash && isRight ? senderOfRecord(found) : null;
    if (!sender) this.#noteRefused(found, now);
    return sender;
  }

  /** Once in ten minutes for each device that is named, and once for all that name none: trying tokens fills no audit. */
  #noteRefused(named: StoredDevice | null, at: Date): void {
    if (!this.#tried.isNew(named?.id ?? 'nothing', at)) return;
    this.#given.trail.note({
      ...{ at, device: named?.name ?? 'device gateway', action: 'deliver', entity: 'devices' },
      ...(named ? { record: named.id } : {}),
      ...{ outcome: 'refused', reason: 'No good token' },
    });
  }

  get handlers(): HandlersOf<(typeof procedures)['gateway']> {
    return {
      issueToken: async ({ id }, call) => {
        const secret = randomText();
        await this.#setToken(id, call, { tokenHash: await hashOf(secret), tokenIssuedAt: call.now });
        return { token: `${id}.${secret}` };
      },
      revokeToken: async ({ id }, call) => {
        await this.#setToken(id, call, { tokenHash: undefined, tokenIssuedAt: undefined });
        return {};
      },
      deliver: async ({ readings: given }, call) => {
        const sender = senderOf(call);
        const kept = checkAll(given, call.now);
        const patients = await this.#patientsOf(sender, given);
        const byPatient = new Map<string, typeof kept>();
        for (const [index, patient] of patients.entries()) {
          const reading = kept[index];
          if (reading) byPatient.set(patient, [...(byPatient.get(patient) ?? []), reading]);
        }
        const batches = [...byPatient].map(([patient, readings]): ReadingBatch => {
          const entry = { at: call.now, device: sender.name, action: 'record', entity: 'readings' };
          const audit = (count: number) =>
            ({ ...entry, record: sender.id, patient, outcome: 'done', reason: counted(count) }) as const;
          return { patient, readings, from: { origin: 'device', name: sender.id }, at: call.now, audit };
        });
        const done = await this.#given.readings.record(batches);
        await this.#noteSeen(sender, call);
        const sum = (of: 'fresh' | 'alreadyThere' | 'differing') =>
          done.reduce((total, each) => total + each[of], 0);
        return { recorded: sum('fresh'), alreadyThere: sum('alreadyThere'), differing: sum('differing') };
      },
    };
  }

  /** Whose each reading is. INVALID at `recordNumber` where that is not said, not known, or not this device's patient. */
  async #patientsOf(
    { patient: own, kind }: SendingDevice,
    given: readonly { recordNumber?: string | undefined }[],
  ): Promise<string[]> {
    const { records } = this.#given;
    const numbers = [...new Set(given.flatMap(({ recordNumber }) => recordNumber ?? []))];
    const byNumber = new Map<unknown, string>();
    for (let at = 0; at < numbers.length; at += 200) {
      const filter = { recordNumber: { is: numbers.slice(at, at + 200) } };
      const found = await records.find(entities.patients, { filter, limit: 200, fields: ['recordNumber'] });
      for (const { id, recordNumber } of found) byNumber.set(recordNumber, id);
    }
    const isThere = own === undefined || (await this.#isLive(own));
    const issues: Issue[] = [];
    const patients = given.map(({ recordNumber }, index) => {
      const no = (message: string) => {
        issues.push({ path: ['readings', index, 'recordNumber'], message });
        return '';
      };
      const named = recordNumber === undefined ? undefined : byNumber.get(recordNumber);
      if (own !== undefined) {
        if (!isThere) return no('The patient of this device is not in the records any more');
        return recordNumber === undefined || named === own ? own : no('This device is of another patient');
      }
      if (recordNumber === undefined || kind !== 'gateway') return no('Say whose reading it is');
      return named ?? no('There is no patient with this record number');
    });
    if (issues.length > 0) throw invalidAt(issues.slice(0, 100));
    return patients;
  }

  async #isLive(id: string): Promise<boolean> {
    const found = await this.#given.records.get(entities.patients, id);
    return found !== null && found.deletedAt === undefined;
  }

  /** Beside whatever people change of the device: their change goes first. */
  async #noteSeen({ id }: SendingDevice, call: Call): Promise<void> {
    await this.#given.records.change(async (unit) => {
      const found = (await unit.get(entities.devices, id)) as StoredDevice | null;
      if (!found || found.deletedAt) return;
      if (found.lastSeen && call.now.getTime() - found.lastSeen.getTime() < SEEN_EVERY_MS) return;
      await unit.set(entities.devices, found, { lastSeen: call.now }, { at: call.now });
    });
  }

  async #setToken(id: string, call: Call, values: Record<string, unknown>): Promise<void> {
    const { userId, displayName } = personOf(call);
    await this.#given.records.change(async (unit) => {
      const found = (await unit.get(entities.devices, id)) as StoredDevice | null;
      if (!found || found.deletedAt) throw notFound();
      const after = await unit.set(entities.devices, found, values, { at: call.now, user: userId });
      if (!after) throw conflict(changedMeanwhile(found, values));
      await unit.audit({
        ...{ at: call.now, user: userId, userName: displayName, device: call.session.device },
        action: values.tokenHash ? 'issueToken' : 'revokeToken',
        ...{ entity: 'devices', record: id, outcome: 'done' },
      });
    });
  }
}

/** Null for a device out of use, and for a sensor without its patient: it measures nobody. */
function senderOfRecord({
  id,
  name = 'Device',
  kind = 'sensor',
  ...more
}: StoredDevice): SendingDevice | null {
  const { patient, deletedAt, active } = more;
  if (deletedAt || active === false || (kind === 'sensor' && !patient)) return null;
  return { id, name, kind, ...(patient ? { patient } : {}) };
}

const changedMeanwhile = ({ id, revision }: StoredDevice, values: Record<string, unknown>) => ({
  kind: 'changed' as const,
  current: { id, revision },
  yours: {},
  fields: Object.keys(values).filter((name) => name !== 'tokenHash'),
});

const randomText = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');

async function hashOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return Buffer.from(digest).toString('hex');
}

/** Looks at every character, whatever the first ones say. */
function isSameHash(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}
