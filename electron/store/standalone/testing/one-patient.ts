import { entities } from '../../../../shared/entities';
import { openStore } from '../../open-store';

// A Clinic Desk of its own for tests to kill: stores one patient with an audit entry.
const [uri = '', id = ''] = process.argv.slice(2);
const store = await openStore(entities)(uri, () => undefined);
const at = new Date();
await store.records.change(async (unit) => {
  await unit.insert(entities.patients, { firstname: 'Ann', lastname: 'Lee' }, { at }, id);
  await unit.audit({ at, action: 'create', entity: 'patients', record: id, outcome: 'done' });
});
process.send?.('done');
