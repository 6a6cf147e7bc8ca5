import { uploadPiece } from '../../shared/rules/file-kinds';
import type { FileStore } from './ports/file-store';
import type { ReadingStore } from './ports/readings';
import type { Records } from './ports/records';
import type { ReportSource } from './ports/report-source';
import type { Store } from './ports/store';

export type OpenPorts = {
  readonly records: Records;
  readonly reports: ReportSource;
  readonly files: FileStore;
  readonly readings: ReadingStore;
};

/** What handlers hold on to while stores come and go: each call goes to the store that `open` gives then, or fails as it does. */
export function openPorts(open: () => Store): OpenPorts {
  const records: Records = {
    find: (...given) => open().records.find(...given),
    count: (...given) => open().records.count(...given),
    countBy: (...given) => open().records.countBy(...given),
    get: (...given) => open().records.get(...given),
    getMany: (...given) => open().records.getMany(...given),
    change: (work) => open().records.change(work),
    appendAudit: (...given) => open().records.appendAudit(...given),
    insertMany: (...given) => open().records.insertMany(...given),
  };
  const reports: ReportSource = {
    atOneMoment: (work) => open().reports.atOneMoment(work),
    pseudonyms: (...given) => open().reports.pseudonyms(...given),
  };
  const files: FileStore = {
    pieceSize: uploadPiece,
    upload: async (...given) => open().files.upload(...given),
    begin: async (...given) => open().files.begin(...given),
    append: async (...given) => open().files.append(...given),
    sha256: async (...given) => open().files.sha256(...given),
    discard: async (...given) => open().files.discard(...given),
    sweep: async (...given) => open().files.sweep(...given),
    kept: async (...given) => open().files.kept(...given),
    read: async (...given) => open().files.read(...given),
  };
  const readings: ReadingStore = {
    record: (...given) => open().readings.record(...given),
    compare: (...given) => open().readings.compare(...given),
    curves: (...given) => open().readings.curves(...given),
    summaryOf: (...given) => open().readings.summaryOf(...given),
    bandsOf: (...given) => open().readings.bandsOf(...given),
    outsideSince: (...given) => open().readings.outsideSince(...given),
    days: (...given) => open().readings.days(...given),
    list: (...given) => open().readings.list(...given),
    setWithdrawn: (...given) => open().readings.setWithdrawn(...given),
    withdrawnOf: (...given) => open().readings.withdrawnOf(...given),
    countOfFile: (...given) => open().readings.countOfFile(...given),
    setFileWithdrawn: (...given) => open().readings.setFileWithdrawn(...given),
    carryOut: (...given) => open().readings.carryOut(...given),
    settle: (...given) => open().readings.settle(...given),
  };
  return { records, reports, files, readings };
}
