import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adopt } from '../../electron/core/legacy/adoption';
import { openBackupFolder } from '../../electron/machine/backup-folder';
import { stableId } from '../../electron/machine/stable-id';
import { openStore } from '../../electron/store/open-store';
import { entities } from '../../shared/entities';
import { cheapHasher, now } from './cheap-hasher';

/** A process of its own that adopts the database at the address it is given and tells each step. */
const store = await openStore(entities)(process.argv[2] ?? '', () => undefined);
const given = {
  database: () => store.legacy,
  records: store.records,
  backupFolder: async () => openBackupFolder(await mkdtemp(join(tmpdir(), 'clinic-desk-backups-'))),
  hasher: cheapHasher,
  clock: () => now,
  timeZone: async () => 'Asia/Kolkata',
  stableId,
  log: () => undefined,
};
for await (const { step } of adopt(given, { at: now, device: 'a test' })) process.send?.(step);
await store.close();
process.exit(0);
