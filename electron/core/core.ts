import type { AnyContractRouter } from '@orpc/contract';
import type { AnyRouter } from '@orpc/server';
import { entityContracts, procedures } from '../../shared/contract';
import type { EntityTable } from '../../shared/entities';
import type { EntityDefinition } from '../../shared/schema';
import { accountHandlers } from './account-handlers';
import { Accounts, hasAdministrator } from './accounts';
import { type Call, personOf } from './call';
import { chartHandlers } from './chart-handlers';
import { codeHandlers } from './codes/code-handlers';
import { editionHandlers } from './codes/licensed/edition-handlers';
import { unitHandlers } from './codes/unit-handlers';
import { connectionHandlers } from './connection-handlers';
import { copyHandlers } from './copies/copy-handlers';
import { CopyJob } from './copies/copy-job';
import { CopyMarks } from './copies/copy-marks';
import { DatabaseLife } from './database-life';
import { EntityRecords } from './entity-records';
import type { EntityRules } from './entity-rule';
import { EventBus } from './event-bus';
import { eventsHandlers } from './events-handlers';
import { everythingHandlers } from './everything/everything-handlers';
import { fileHandlers } from './files/file-handlers';
import { sweepUploads } from './files/sweeping';
import { HomeClinicReader } from './home-clinic';
import { homeHandlers } from './home-handlers';
import type { StableId } from './legacy/conversion';
import { localDatabaseHandlers } from './local-database-handlers';
import { legacyHandlers } from './legacy/legacy-handlers';
import { loadDump } from './legacy/load-dump';
import { medicineHandlers } from './medicine-handlers';
import type { Dump } from './ports/dump';
import type { BackupFolder } from './ports/backup-folder';
import type { CodeSystems } from './ports/code-systems';
import type { LicensedCodes } from './ports/licensed-codes';
import type { UnitConverter } from './ports/unit-converter';
import { type ConnectionBook, thisComputerId } from './ports/connection-book';
import type { LocalDatabase } from './ports/local-database';
import type { DatabaseSource } from './ports/database-source';
import type { DocumentReader } from './ports/document-reader';
import type { PasswordHasher } from './ports/password-hasher';
import type { SecretKeeping } from './ports/secret-keeping';
import type { ProbeServer } from './ports/server-probe';
import type { OpenStore } from './ports/store';
import { importHandlers } from './readings/files/import-handlers';
import { Gateway } from './readings/gateway';
import { readingHandlers } from './readings/reading-handlers';
import { type AnyHandlers, assemble, type Gate, type HandlersOf } from './router';
import { appointmentRule } from './rules/appointments';
import { attachmentRule } from './rules/attachments';
import { clinicRule } from './rules/clinics';
import { doctorRule } from './rules/clinical';
import { cohortRule } from './rules/cohorts';
import { deviceRule, readingLimitRule } from './rules/devices';
import { patientRule } from './rules/patients';
import { prescriptionRule } from './rules/prescriptions';
import { allergyRule, immunizationRule, problemRule } from './rules/summary';
import { userRule } from './rules/users';
import { symptomRule } from './rules/symptoms';
import { visitRule } from './rules/visits';
import { reportHandlers } from './reports/report-handlers';
import { scheduleHandlers } from './schedule-handlers';
import { searchHandlers } from './search-handlers';
import { secretHandlers } from './secret-handlers';
import type { Session } from './session';
import { sessionHandlers } from './session-handlers';
import { OneAtATime } from './one-at-a-time';
import { SpaceWatch } from './space-watch';
import { noteOpened, Trail } from './trail';
import { visitHandlers } from './visit-handlers';

export type CoreDependencies = {
  /** All entities; tests add made-up ones. */
  readonly table: EntityTable;
  readonly source: DatabaseSource;
  readonly openStore: OpenStore;
  /** The databases that this computer knows. */
  readonly connections: ConnectionBook;
  /** The database of this computer as files and as a server. */
  readonly localDatabase: LocalDatabase;
  readonly probeServer: ProbeServer;
  readonly hasher: PasswordHasher;
  readonly clock: () => Date;
  readonly version: string;
  readonly log: (message: string, error?: unknown) => void;
  /** How secrets are kept on this computer, in words; undefined until known. */
  readonly secrets: () => string | undefined;
  readonly secretKeeping: SecretKeeping;
  readonly backupFolder: () => Promise<BackupFolder>;
  /** Tables of codes in files; nothing is read before somebody looks a code up. */
  readonly codeSystems: CodeSystems;
  /** Reads what is in files. */
  readonly documentReader: DocumentReader;
  readonly licensedCodes: LicensedCodes;
  readonly unitConverter: UnitConverter;
  /** An id of 24 hexadecimal digits that is the same whenever it is made of the same parts. */
  readonly stableId: StableId;
};

/** Everything behind the contract. Hosts serve its router; `database` says where the records stand. */
export type Core = {
  readonly contract: AnyContractRouter;
  readonly router: AnyRouter;
  readonly database: DatabaseLife;
  /** Brings a dump of the published system into an empty database and adopts it. Rejects with `Refusal`. */
  loadDump(dump: Dump, onProgress: (sentence: string) => void): Promise<void>;
  /** Writes what waits and closes the database. */
  close(): Promise<void>;
};

/** Builds the core of one Clinic Desk. Nothing is opened yet: call `core.database.start()`. */
export function createCore(given: CoreDependencies): Core {
  const { table, clock, log } = given;
  const database = new DatabaseLife({
    ...given,
    async onOpened() {
      await given.connections
        .keepChosen(clock())
        .catch((error: unknown) => log('Which connection is open could not be kept', error));
      spaceWatch.start();
      void spaceWatch.look();
    },
  });
  const { records, readings } = database;
  const homeClinic = new HomeClinicReader(records);
  const accounts = new Accounts(records, clock);
  const entityRecords = new EntityRecords(table, records, rulesOf(given, database, homeClinic));
  const trail = new Trail(
    {
      records: () => (database.isLive ? records : null),
      place: () => given.connections.chosen,
    },
    (error) => log('Audit entries could not be written yet', error),
  );
  const gateway = new Gateway({ records, readings, trail });
  const bus = new EventBus();
  // Who came in before another database was opened is a stranger to it, even under the same name.
  let everybodyOutAt = 0;
  const personIn = async (session: Session) =>
    (session.enteredAt ?? 0) < everybodyOutAt ? null : accounts.personIn(session);

  const spaceWatch = new SpaceWatch({
    ...{ local: given.localDatabase, log },
    isOpen: () => database.isLive && given.connections.chosen === thisComputerId,
    onChange: (room) => database.setRoom(room),
  });
  const marks = new CopyMarks({ book: given.connections, database, log });
  database.listen({
    onState(state) {
      bus.tell({ type: 'connection' });
      // Another computer may have moved the clinic or taken it back.
      if (state.kind === 'live') void marks.keep();
    },
    onChange(change) {
      if (change.entity === 'users') accounts.forget(change.id);
      if (change.entity === 'clinics') homeClinic.forget();
      bus.tell({ type: 'changed', change });
    },
    onGap() {
      accounts.forgetAll();
      homeClinic.forget();
      bus.tell({ type: 'gap' });
    },
  });

  const copyJob = new CopyJob({
    ...{ copies: () => database.copies(), beforePause: () => trail.flush(), log },
    onStage: () => void marks.keep(),
  });
  const turns = new OneAtATime();
  const stopSweeping = sweepUploads({ database, clock, log });
  const databaseState = () => database.state;
  const timeZone = () => homeClinic.timeZone();
  const legacy = { ...given, records, timeZone, database: () => database.legacy() };
  const beyondCrud = {
    session: sessionHandlers({ ...given, records, accounts, homeClinic, trail, databaseState }),
    accounts: accountHandlers(entityRecords),
    connections: connectionHandlers({
      ...{ book: given.connections, probe: given.probeServer, database, marks, trail, turns },
      copyingTo: () => copyJob.copyingTo,
      signEverybodyOut() {
        everybodyOutAt = performance.now();
        copyJob.forget();
        accounts.forgetAll();
      },
    }),
    secrets: secretHandlers({ keeping: given.secretKeeping, database, trail }),
    copies: copyHandlers({
      ...{ book: given.connections, probe: given.probeServer, database, trail, job: copyJob, marks },
      ...{ turns, clock },
    }),
    localDatabase: localDatabaseHandlers({
      ...{ local: given.localDatabase, book: given.connections, database, trail, turns },
      isCopying: () => copyJob.isRunning,
    }),
    schedule: scheduleHandlers(records, entityRecords),
    home: homeHandlers({ table, records, entityRecords, homeClinic }),
    chart: chartHandlers({ records, readings, entityRecords, homeClinic, trail }),
    medicines: medicineHandlers({ records, entityRecords, homeClinic }),
    search: {
      ...searchHandlers(records, entityRecords, homeClinic),
      ...everythingHandlers({ table, records, entityRecords, trail }),
    },
    codes: {
      ...codeHandlers([given.codeSystems, given.licensedCodes]),
      ...unitHandlers(given.unitConverter),
      ...editionHandlers(given.licensedCodes, records),
    },
    visits: visitHandlers(entityRecords),
    reports: reportHandlers({
      ...{ records, readings, source: database.reports },
      ...{ entityRecords, homeClinic, trail },
    }),
    files: fileHandlers({
      records,
      files: database.files,
      entityRecords,
      reader: given.documentReader,
      trail,
    }),
    readings: {
      ...readingHandlers({ records, readings, trail, homeClinic }),
      ...importHandlers({ records, readings, homeClinic }),
    },
    gateway: gateway.handlers,
    legacy: legacyHandlers(legacy, table, entityRecords, trail),
    events: eventsHandlers(bus, table, personIn),
  } satisfies HandlersOf<typeof procedures>;
  const crud = Object.values(table).map((entity) => [
    entity.name,
    crudHandlers(entity, entityRecords, trail),
  ]);

  // Made when they are first asked for: the database can be started before, and takes its time while they are made.
  const contract = once(() => ({ ...entityContracts(table), ...procedures }));
  const handlers: AnyHandlers = { ...Object.fromEntries(crud), ...beyondCrud };
  const gate: Gate = {
    table,
    clock,
    isLive: () => database.isLive,
    isWithoutAdministrator: async () => !(await hasAdministrator(records)),
    personIn,
    senderIn: (session) => gateway.senderIn(session, clock()),
    noteRefusal: (...refusal) => trail.noteRefusal(...refusal),
    logUnexpected(error, procedure) {
      const reference = crypto.randomUUID().slice(0, 8).toUpperCase();
      log(`${procedure} failed unexpectedly (reference ${reference})`, error);
      return reference;
    },
  };
  const router = once(() => assemble(contract(), handlers, gate));

  return {
    get contract() {
      return contract();
    },
    get router() {
      return router();
    },
    database,
    loadDump: (dump, onProgress) => loadDump(legacy, dump, onProgress),
    async close() {
      spaceWatch.stop();
      await copyJob.stop();
      await marks.keep();
      await stopSweeping();
      await given.documentReader.close();
      await trail.flush();
      if (trail.unwritten > 0) log(`${trail.unwritten} audit entries could not be written any more`);
      await database.close();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => (made ??= { it: make() }).it;
}

function rulesOf(
  given: CoreDependencies,
  { records }: DatabaseLife,
  homeClinic: HomeClinicReader,
): EntityRules {
  return {
    users: userRule(given.hasher),
    patients: patientRule(homeClinic),
    doctors: doctorRule,
    clinics: clinicRule,
    appointments: appointmentRule(records),
    healthlogs: visitRule(homeClinic),
    symptomjournals: symptomRule(homeClinic),
    prescriptions: prescriptionRule(homeClinic),
    problems: problemRule(homeClinic),
    allergies: allergyRule(homeClinic),
    immunizations: immunizationRule(homeClinic),
    cohorts: cohortRule,
    devices: deviceRule,
    readinglimits: readingLimitRule,
    attachments: attachmentRule(homeClinic),
  };
}

/** The handlers that every entity has. Reads of single records that belong to a patient are kept for the audit. */
function crudHandlers(entity: EntityDefinition, records: EntityRecords, trail: Trail): AnyHandlers {
  type At = { id: string; revision: number };
  const actorOf = (call: Call) => ({ person: personOf(call), device: call.session.device, now: call.now });
  const reading = {
    async list(input: Parameters<EntityRecords['list']>[1], call: Call) {
      const person = personOf(call);
      const page = await records.list(entity, input, person);
      const patient = input.filter?.patient?.is;
      trail.noteFound(person, call.session.device, {
        entity,
        patient: typeof patient === 'string' ? patient : undefined,
        rows: page.rows.length,
        at: call.now,
      });
      return page;
    },
    async get({ id }: { id: string }, call: Call) {
      const found = await records.get(entity, id, personOf(call));
      noteOpened(trail, entity, found.record, call);
      return found;
    },
  };
  if (entity.readOnly) return reading;
  return {
    ...reading,
    create: ({ id, ...draft }: Record<string, unknown> & { id?: string }, call: Call) =>
      records.create(entity, draft, actorOf(call), id),
    update: ({ changes, ...at }: At & { changes: Record<string, unknown> }, call: Call) =>
      records.update(entity, at, changes, actorOf(call)),
    remove: (at: At, call: Call) => records.remove(entity, at, actorOf(call)),
    restore: ({ id }: { id: string }, call: Call) => records.restore(entity, id, actorOf(call)),
  };
}
