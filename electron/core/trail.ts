import { newRecordId } from '../../shared/rules/record-id';
import type { Category, EntityDefinition } from '../../shared/schema';
import { type Call, personOf } from './call';
import type { AuditDraft, AuditNote, Records, StoredRecord } from './ports/records';
import type { SignedInPerson } from './session';

/** Reads and refusals are written to the audit in batches: at the latest after so many milliseconds or entries. */
const flushAfter = 1_000;
const flushAt = 200;
/** Counts of one person within so many milliseconds are one entry. */
const countsTogether = 5_000;
/** Letters of one entry of counts. */
const longestReason = 2_000;
const betweenCounts = '; ';

/** Whether lists of a category tell of people's health: that they were read is kept for the audit. */
const tellsOfHealth: Readonly<Record<Category, boolean>> = {
  demographics: false,
  schedule: false,
  visits: true,
  orders: true,
  journal: true,
  summary: true,
  documents: true,
  directory: false,
  templates: false,
  reports: false,
  devices: false,
  readings: true,
  accounts: false,
  audit: false,
};

/** Counts of one person that follow each other, on their way into one entry. */
type Counts = {
  readonly place: string;
  readonly entry: AuditDraft;
  readonly reasons: readonly string[];
  readonly timer: NodeJS.Timeout;
};

/** Collects audit entries that accompany no write. What cannot be written now is kept and tried again. */
export class Trail {
  /** `place`: the database that it is about; what waits for one is never written into another. */
  private waiting: { readonly place: string; readonly note: AuditNote }[] = [];
  private readonly counts = new Map<string, Counts>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly open: {
      /** The records of the open database; null while none is. */
      readonly records: () => Pick<Records, 'appendAudit'> | null;
      /** Which database is open or being opened. */
      readonly place: () => string;
    },
    private readonly onFailure: (error: unknown) => void,
  ) {}

  noteRead(
    person: SignedInPerson,
    device: string,
    read: { entity: string; record: string; patient?: string; at: Date },
  ): void {
    const { at, ...what } = read;
    this.note({ at, ...who(person, device), action: 'read', ...what, outcome: 'done' });
  }

  /** Records that were listed or found: how many, and whose when it was one patient's. Only what tells of health counts. */
  noteFound(
    person: SignedInPerson,
    device: string,
    read: { entity: EntityDefinition; patient?: string; rows: number; at: Date },
  ): void {
    const { at, entity, patient, rows } = read;
    if (!tellsOfHealth[entity.category] || rows === 0) return;
    const reason = rows === 1 ? '1 record' : `${rows} records`;
    const what = { entity: entity.name, patient };
    this.note({ at, ...who(person, device), action: 'list', ...what, outcome: 'done', reason });
  }

  /** A report that was run, looked into or exported; `reason` says what was asked and how much came of it: audit-report.ts of the pages reads it. */
  noteReport(
    person: SignedInPerson,
    device: string,
    report: { action: 'run' | 'list' | 'export'; record: string; reason: string; at: Date },
  ): void {
    const { at, ...what } = report;
    this.note({ at, ...who(person, device), entity: 'reports', ...what, outcome: 'done' });
  }

  /**
   * What was counted. Whoever types asks a new question with each pause: questions that follow each other are kept in one
   * entry, each of them, because also a count of one tells something of somebody.
   */
  noteCount(
    person: SignedInPerson,
    device: string,
    { record, reason, at }: { record: string; reason: string; at: Date },
  ): void {
    const place = this.open.place();
    const key = `${place} ${person.userId} ${device} ${record}`;
    const before = this.counts.get(key);
    if (before?.reasons.includes(reason)) return;
    if (before && [...before.reasons, reason].join(betweenCounts).length > longestReason) this.keepCount(key);
    const { reasons, timer } = this.counts.get(key) ?? {
      reasons: [],
      timer: setTimeout(() => this.keepCount(key), countsTogether).unref(),
    };
    const entry: AuditDraft = {
      ...{ at, ...who(person, device), action: 'run', entity: 'reports', record, outcome: 'done' },
    };
    this.counts.set(key, { place, entry, reasons: [...reasons, reason], timer });
  }

  private keepCount(key: string): void {
    const count = this.counts.get(key);
    if (!count) return;
    clearTimeout(count.timer);
    this.counts.delete(key);
    this.note({ ...count.entry, reason: count.reasons.join(betweenCounts) }, count.place);
  }

  noteRefusal(person: SignedInPerson, device: string, procedure: string, at: Date): void {
    const [entity, verb] = procedure.split('.');
    this.note({
      at,
      ...who(person, device),
      action: verb ?? procedure,
      entity,
      outcome: 'refused',
      reason: 'Not allowed for this role',
    });
  }

  note(entry: AuditDraft, place = this.open.place()): void {
    // Given here: of a batch whose answer was lost nobody knows whether it was kept, and it is handed over again.
    this.waiting.push({ place, note: { ...entry, id: newRecordId(entry.at) } });
    if (this.waiting.length >= flushAt) void this.writeNow();
    else this.timer ??= setTimeout(() => void this.writeNow(), flushAfter).unref();
  }

  /** How many wait, those for another database among them. */
  get unwritten(): number {
    return this.waiting.length;
  }

  /** Writes what waits; resolves when it is stored or, should that fail, kept for the next time. */
  flush(): Promise<void> {
    for (const key of this.counts.keys()) this.keepCount(key);
    return this.writeNow();
  }

  private writeNow(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const records = this.open.records();
    const place = this.open.place();
    const batch = records ? this.waiting.filter((each) => each.place === place) : [];
    if (records && batch.length > 0) {
      this.waiting = this.waiting.filter((each) => each.place !== place);
      try {
        await records.appendAudit(batch.map(({ note }) => note));
      } catch (error) {
        this.waiting = [...batch, ...this.waiting];
        this.onFailure(error);
      }
    }
    if (this.waiting.length > 0) this.tryLater();
  }

  private tryLater(): void {
    this.timer ??= setTimeout(() => void this.writeNow(), 5 * flushAfter).unref();
  }
}

/** Keeps for the audit that a record was opened, where it belongs to a patient. */
export function noteOpened(trail: Trail, entity: EntityDefinition, record: StoredRecord, call: Call): void {
  const patient =
    entity.patientField && entity.category !== 'audit' ? record[entity.patientField] : undefined;
  if (typeof patient !== 'string') return;
  const { name } = entity;
  const read = { entity: name, record: record.id, patient, at: call.now };
  trail.noteRead(personOf(call), call.session.device, read);
}

const who = (person: SignedInPerson, device: string) => ({
  user: person.userId,
  userName: person.displayName,
  device,
});
