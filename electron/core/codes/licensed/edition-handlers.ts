import type { procedures } from '../../../../shared/contract';
import { counted } from '../../../../shared/rules/counted';
import { type LicensedName, licensedSystem } from '../../../../shared/rules/licensed-codes';
import { type Call, personOf } from '../../call';
import type { LicensedCodes } from '../../ports/licensed-codes';
import type { Records, UnitOfWork } from '../../ports/records';
import { invalid, notFound } from '../../refusal';
import type { HandlersOf } from '../../router';
import { readRelease } from './read-release';
import { sortedRows } from './sorted-rows';

type Handlers = Pick<
  HandlersOf<(typeof procedures)['codes']>,
  'editions' | 'takeFile' | 'checkImport' | 'import' | 'cancelImport' | 'removeEdition'
>;
const sampleSize = 5;

function auditOf(call: Call) {
  const { userId, displayName } = personOf(call);
  const who = { at: call.now, user: userId, userName: displayName, device: call.session.device };
  return { ...who, entity: 'codes', outcome: 'done' as const };
}

/** Brings editions of licensed codes in, and takes them off. */
export function editionHandlers(codes: LicensedCodes, records: Records): Handlers {
  /**
   * With its entry in the audit: the files on this computer are changed last, before the entry is committed, and a file
   * that cannot be changed leaves no entry. Should the database go away between the two, the files are changed, the
   * entry is missing and the caller is told that it failed: a folder and a database have no commit in common.
   */
  const audited = (call: Call, entry: { action: string; reason: string }, change: () => Promise<void>) =>
    records.change(async (unit: UnitOfWork) => {
      await unit.audit({ ...auditOf(call), ...entry });
      await change();
    });
  const editions = () =>
    codes
      .editions()
      .map(({ uri: _uri, ...edition }) => ({ ...edition, system: edition.system as LicensedName }));

  return {
    async editions() {
      return editions();
    },

    async takeFile({ import: id, part, offset, chunk }) {
      const bytes = new Uint8Array(await chunk.arrayBuffer());
      return { received: await codes.take(id, part, { offset, bytes }) };
    },

    async checkImport({ import: id, system, sizes }, call) {
      const wanted = licensedSystem(system)?.files ?? [];
      await codes.unpack(id);
      for (const { part, label } of wanted) {
        const size = sizes[part] ?? 0;
        if (size === 0)
          throw invalid(['sizes', part], `The file of ${label.toLowerCase()} is missing or empty.`);
        if ((await codes.size(id, part)) !== size)
          throw invalid(
            ['sizes', part],
            `Not all of the file of ${label.toLowerCase()} has come. Bring it again.`,
          );
      }
      const lines = async function* (part: string) {
        for await (const batch of codes.lines(id, part)) {
          call.signal?.throwIfAborted();
          yield batch;
        }
      };
      const release = await readRelease(system, lines);
      const { displays, problems, newest } = release;
      if (displays.size === 0 && problems.count === 0)
        problems.add(wanted[0]?.part ?? '', 0, 'There is no code in it that is in use.');
      if (problems.count === 0) await codes.pack(id, system, sortedRows(release));
      const sample = [...displays].slice(0, sampleSize).map(([code, display]) => ({ code, display }));
      return {
        codes: displays.size,
        sample,
        ...(newest ? { newest } : {}),
        problems: problems.told,
        problemCount: problems.count,
      };
    },

    async import({ import: id, edition }, call) {
      const packed = await codes.packed(id);
      const known = packed && licensedSystem(packed.system as LicensedName);
      if (!packed || !known)
        throw invalid(['import'], 'Check the files first. What has problems cannot be imported.');
      const stored = {
        system: known.name,
        uri: known.uri,
        edition,
        codes: packed.codes,
        importedAt: call.now,
        importedByName: personOf(call).displayName,
      };
      const what = counted(packed.codes, { one: 'code', many: 'codes' });
      const reason = `${known.label}, ${edition}: ${what}; licence confirmed`;
      await audited(call, { action: 'import', reason }, () => codes.install(id, stored));
      const { uri: _uri, ...answer } = stored;
      return answer;
    },

    async cancelImport({ import: id }) {
      await codes.drop(id);
      return {};
    },

    async removeEdition({ system }, call) {
      const known = codes.editions().find((each) => each.system === system);
      if (!known) throw notFound();
      const reason = `${licensedSystem(system)?.label ?? system}, ${known.edition}`;
      await audited(call, { action: 'remove', reason }, async () => {
        await codes.remove(system);
      });
      return {};
    },
  };
}
