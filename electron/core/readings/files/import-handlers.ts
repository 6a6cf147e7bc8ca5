import type { procedures } from '../../../../shared/contract';
import { wallClockOf } from '../../../../shared/rules/time';
import { type Call, personOf } from '../../call';
import type { FileWithdrawal, ReadingOrigin } from '../../ports/readings';
import { invalidAt } from '../../refusal';
import type { HandlersOf } from '../../router';
import { reachedPatient } from '../reached-patient';
import { counted, entryOf, type ReadingDependencies } from '../reading-handlers';
import type { FileProblem } from './candidates';
import { readCsv } from './csv-file';
import { shortened } from './file-numbers';
import { checkFile } from './file-report';
import { textOf } from './file-text';
import { readJson } from './json-file';

type FileProcedure = 'previewImport' | 'import' | 'countFile' | 'withdrawFile' | 'reinstateFile';
type Handlers = Pick<HandlersOf<(typeof procedures)['readings']>, FileProcedure>;
type Input = Parameters<Handlers['import']>[0];
type FileOf = Omit<Parameters<Handlers['reinstateFile']>[0], 'withdrawnAt'>;

/** No more issues are told of one call; the preview tells more. */
const mostIssues = 100;

/** Files of readings: what they hold, keeping it, and taking it back. */
export function importHandlers({
  records,
  readings,
  homeClinic,
}: Omit<ReadingDependencies, 'trail'>): Handlers {
  const read = async ({ patient, format, content, mapping = {}, device }: Input, call: Call) => {
    const { recordNumber } = await reachedPatient(records, personOf(call), 'create', patient);
    const timeZone = await homeClinic.timeZone();
    const text = await textOf(content);
    const found = await (format === 'csv' ? readCsv : readJson)(text, {
      ...{ timeZone, mapping },
      ...(typeof recordNumber === 'string' ? { recordNumber } : {}),
    });
    return { ...(await checkFile(found, { mapping, timeZone, now: call.now })), from: originOf(device) };
  };
  const setWithdrawn = async (
    { patient, recordedAt, device }: FileOf,
    change: FileWithdrawal['change'],
    call: Call,
  ) => {
    const person = personOf(call);
    await reachedPatient(records, person, 'remove', patient);
    const action = 'reason' in change ? 'withdrawFile' : 'reinstateFile';
    const said = 'reason' in change ? `: ${change.reason}` : '';
    const { date, time } = wallClockOf(recordedAt, await homeClinic.timeZone());
    const file = `${device ? ` of ${device}` : ''}, imported on ${date} at ${time}`;
    return readings.setFileWithdrawn({
      ...{ patient, recordedAt, change, from: originOf(device), at: call.now },
      by: { id: person.userId, name: person.displayName },
      audit: (some) => ({ ...entryOf(call, patient, action), reason: `${counted(some)}${file}${said}` }),
    });
  };
  return {
    async previewImport(input, call) {
      const { readings: found, report, from } = await read(input, call);
      const { alreadyThere, differing } = await readings.compare({ ...input, readings: found, from });
      return { ...report, alreadyThere, differing };
    },
    async import(input, call) {
      const { readings: found, problems, report, from } = await read(input, call);
      if (problems.length > 0)
        throw invalidAt(
          problems.slice(0, mostIssues).map(({ row, column, message }) => ({
            ...{ path: ['content', row, ...(column === undefined ? [] : [column])], message },
          })),
          sentenceOf(problems),
        );
      const { userId: id, displayName: name } = personOf(call);
      const { patient } = input;
      const audit = (count: number) => ({ ...entryOf(call, patient, 'import'), reason: counted(count) });
      const batch = { patient, readings: found, from, at: call.now, by: { id, name }, audit };
      const [done] = await readings.record([batch]);
      const { fresh = 0, alreadyThere = 0, differing = 0 } = done ?? {};
      return { ...report, alreadyThere, differing, recorded: fresh, recordedAt: call.now };
    },
    async countFile({ patient, recordedAt, device }, call) {
      await reachedPatient(records, personOf(call), 'read', patient);
      return { count: await readings.countOfFile({ patient, recordedAt, from: originOf(device) }) };
    },
    async withdrawFile({ reason, withdrawal, ...file }, call) {
      const { count, at } = await setWithdrawn(file, { reason, withdrawal }, call);
      return { count, withdrawnAt: at };
    },
    async reinstateFile({ withdrawnAt, ...file }, call) {
      const { count } = await setWithdrawn(file, { withdrawnAt }, call);
      return { count };
    },
  };
}

const originOf = (device: string | undefined): ReadingOrigin => ({
  origin: 'file',
  ...(device ? { name: device } : {}),
});

/** "Row 4, column “kind”: “mood” is no kind of reading. There are 3 more." */
function sentenceOf([first, ...others]: readonly FileProblem[]): string {
  const { row, column, message = '' } = first ?? {};
  const place = column === undefined ? `Row ${row}` : `Row ${row}, column “${shortened(column)}”`;
  const more = others.length === 1 ? ' There is 1 more.' : ` There are ${others.length} more.`;
  return `${place}: ${message.replace(/\.?$/, '.')}${others.length > 0 ? more : ''}`;
}
