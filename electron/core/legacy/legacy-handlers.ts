import type { AdoptionProgress, procedures, ReviewItem } from '../../../shared/contract';
import type { EntityTable } from '../../../shared/entities';
import { mayRead } from '../../../shared/rules/permissions';
import { type Call, personOf } from '../call';
import type { EntityRecords } from '../entity-records';
import type { StoredReviewItem } from '../ports/legacy-database';
import { Refusal } from '../refusal';
import type { HandlersOf } from '../router';
import type { SignedInPerson } from '../session';
import { toContractError } from '../to-contract-error';
import { adopt, inspect, type LegacyDependencies } from './adoption';

const usualLimit = 50;

/** `legacy.*`. Only one adoption runs at a time. */
export function legacyHandlers(
  given: LegacyDependencies,
  table: EntityTable,
  entityRecords: EntityRecords,
): HandlersOf<(typeof procedures)['legacy']> {
  let isRunning = false;
  const refuseSecond = () => {
    if (isRunning)
      throw new Refusal('UNAVAILABLE', undefined, 'An adoption is running already. Wait until it is done.');
  };

  async function* adoptOnce(call: Call): AsyncGenerator<AdoptionProgress> {
    const person = personOf(call);
    let isMine = false;
    try {
      // Again, since it is only now that the caller begins to listen.
      refuseSecond();
      isRunning = isMine = true;
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
      if (isMine) isRunning = false;
    }
  }

  return {
    inspect: () => inspect(given),
    async adopt(_input, call) {
      refuseSecond();
      return adoptOnce(call);
    },
    async review({ settled, offset = 0, limit = usualLimit }, call) {
      const person = personOf(call);
      const { items, total } = await given.database().review({ settled, offset, limit });
      const titles = new Map<string, Record<string, string>>();
      for (const name of new Set(items.map((item) => item.entity))) {
        const ids = items.filter((item) => item.entity === name).map((item) => item.record);
        titles.set(name, Object.hasOwn(table, name) ? await entityRecords.titles(name, ids, person) : {});
      }
      const titled = (item: StoredReviewItem) => ({
        ...shown(item, person, table),
        title: titles.get(item.entity)?.[item.record],
      });
      return { items: items.map(titled), total };
    },
    async settle({ id, settled }, call) {
      const person = personOf(call);
      if (!(await given.database().settle(id, settled))) throw new Refusal('NOT_FOUND');
      const [entity, record] = id.split(':');
      await given.records.appendAudit([
        {
          at: call.now,
          user: person.userId,
          userName: person.displayName,
          device: call.session.device,
          action: settled ? 'settle' : 'reopen',
          entity,
          record,
          outcome: 'done',
        },
      ]);
      return {};
    },
  };
}

/** An item without the value, where the person may not read the field it is about. */
function shown(item: StoredReviewItem, person: SignedInPerson, table: EntityTable): ReviewItem {
  const entity = Object.hasOwn(table, item.entity) ? table[item.entity] : undefined;
  const field =
    entity && item.field !== undefined && Object.hasOwn(entity.fields, item.field)
      ? entity.fields[item.field]
      : undefined;
  const isReadable = entity && field && !field.hidden && !field.writeOnly && mayRead(person, entity, field);
  const { value, kind, ...rest } = item;
  // The store keeps only kinds that a conversion gave it.
  return {
    ...rest,
    kind: kind as ReviewItem['kind'],
    ...(isReadable && value !== undefined ? { value } : {}),
  };
}
