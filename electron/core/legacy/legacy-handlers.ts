import type { AdoptionProgress, procedures } from '../../../shared/contract';
import type { EntityTable } from '../../../shared/entities';
import { type Call, personOf } from '../call';
import type { EntityRecords } from '../entity-records';
import type { StoredReviewItem } from '../ports/legacy-database';
import { notFound, Refusal } from '../refusal';
import type { HandlersOf } from '../router';
import { toContractError } from '../to-contract-error';
import { noteOpened, type Trail } from '../trail';
import { adopt, inspect, type LegacyDependencies } from './adoption';
import { readCandidates } from './candidates';
import { decide, settle, takeBack } from './decide';
import { readKept } from './kept';
import { kindOf, shown } from './review-items';

const usualLimit = 50;
/** A batch takes a second; who listens no more and does not say so must not keep others waiting for ever. */
const patienceMs = 30_000;
const patience = () => new Promise<void>((over) => void setTimeout(over, patienceMs).unref());

/** `legacy.*`. Only one adoption runs at a time. */
export function legacyHandlers(
  given: LegacyDependencies,
  table: EntityTable,
  entityRecords: EntityRecords,
  trail: Trail,
): HandlersOf<(typeof procedures)['legacy']> {
  const around = { ...given, entityRecords, table };
  let running: { readonly signal: AbortSignal | undefined; readonly ended: Promise<void> } | null = null;
  /** One that was stopped ends with its batch: who goes on at once waits for that. */
  const refuseSecond = async () => {
    if (running?.signal?.aborted) await Promise.race([running.ended, patience()]);
    if (running)
      throw new Refusal('UNAVAILABLE', undefined, 'An adoption is running already. Wait until it is done.');
  };

  async function* adoptOnce(call: Call): AsyncGenerator<AdoptionProgress> {
    const person = personOf(call);
    let end: (() => void) | undefined;
    try {
      // Again, since it is only now that the caller begins to listen.
      await refuseSecond();
      const { promise: ended, resolve } = withResolvers();
      running = { signal: call.signal, ended };
      end = resolve;
      const author = {
        at: call.now,
        user: person.userId,
        userName: person.displayName,
        device: call.session.device,
      };
      for await (const progress of adopt(given, author)) {
        yield progress;
        // Whoever stops listening stops the adoption between two batches; it goes on with the next start.
        if (call.signal?.aborted) return;
      }
    } catch (error) {
      // The gate has let the call through already: what goes wrong from here on is put into words here.
      throw toContractError(error, (unexpected) => {
        const reference = crypto.randomUUID().slice(0, 8).toUpperCase();
        given.log(`legacy.adopt failed unexpectedly (reference ${reference})`, unexpected);
        return reference;
      });
    } finally {
      if (end) running = null;
      end?.();
    }
  }

  return {
    inspect: () => inspect(given),
    async adopt(_input, call) {
      await refuseSecond();
      return adoptOnce(call);
    },
    async review({ limit = usualLimit, ...query }, call) {
      const person = personOf(call);
      const { items, total } = await given.database().review({ ...query, limit });
      const counts = await given.database().reviewCounts();
      const titles = new Map<string, Record<string, string>>();
      for (const name of new Set(items.map((item) => item.entity))) {
        const ids = items.filter((item) => item.entity === name).map((item) => item.record);
        titles.set(name, Object.hasOwn(table, name) ? await entityRecords.titles(name, ids, person) : {});
      }
      const candidates = await readCandidates(around, items, person);
      const titled = (item: StoredReviewItem) => ({
        ...shown(item, person, table),
        title: titles.get(item.entity)?.[item.record],
        candidates: item.candidates?.flatMap((id) => candidates.get(id) ?? []),
      });
      return { items: items.map(titled), total, counts: counts.map(counted) };
    },
    async kept({ entity: name, id }, call) {
      const entity = Object.hasOwn(table, name) ? table[name] : undefined;
      if (!entity) throw notFound();
      const { record, items } = await readKept(around, entity, id, personOf(call));
      // An old value is read like any other of its record, also by who asks for nothing but this.
      if (items.some(({ value }) => value !== undefined)) noteOpened(trail, entity, record, call);
      return { items };
    },
    async decide({ id, to }, call) {
      if (to === null) await takeBack(around, id, call);
      else await decide(around, id, to, call);
      return {};
    },
    async settle({ id, settled }, call) {
      await settle(around, id, settled, call);
      return {};
    },
  };
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const counted = <T extends { readonly kind: string }>(count: T) => ({ ...count, kind: kindOf(count.kind) });
