import { type AuditEntry, entities, type EntityTable } from '../../../shared/entities';
import { sentence } from '../table/record-title';
import { auditedReportWords } from './audit-report';

const table: EntityTable = entities;

/** What was done, and what was tried when it was refused. */
const verbs: Readonly<Record<string, readonly [done: string, tried: string]>> = {
  create: ['made', 'make'],
  update: ['changed', 'change'],
  remove: ['removed', 'remove'],
  restore: ['brought back', 'bring back'],
  sign: ['signed', 'sign'],
  read: ['opened', 'open'],
  get: ['opened', 'open'],
  list: ['listed', 'list'],
  import: ['brought in', 'bring in'],
  settle: ['settled a question about', 'settle a question about'],
  reopen: ['took up again a question about', 'take up again a question about'],
};

/** Doings that are about no one record; those of a group of procedures that is no entity are named after both. */
const doings: Readonly<Record<string, readonly [done: string, tried: string]>> = {
  signIn: ['signed in', 'sign in'],
  signOut: ['signed out', 'sign out'],
  signUp: ['asked for an account', 'ask for an account'],
  setUp: ['set up the clinic', 'set up the clinic'],
  changePassword: ['changed their own password', 'change their own password'],
  approve: ['let someone in', 'let someone in'],
  setRoles: ['changed roles', 'change roles'],
  disable: ['let someone in or shut them out', 'let someone in or shut them out'],
  adopt: ['adopted the existing database', 'adopt the existing database'],
  inspect: ['looked into the existing database', 'look into the existing database'],
  'legacy.review': ['looked at the open questions', 'look at the open questions'],
  'legacy.kept': ['looked at what the older system had', 'look at what the older system had'],
  'legacy.decide': ['decided an open question', 'decide an open question'],
  'legacy.settle': ['settled an open question', 'settle an open question'],
  'connections.list': ['looked at the connections', 'look at the connections'],
  'connections.save': ['kept a connection', 'keep a connection'],
  'connections.test': ['tested a connection', 'test a connection'],
  'connections.use': ['opened another database', 'open another database'],
  'connections.forget': ['forgot a connection', 'forget a connection'],
  'secrets.createVault': ['made a vault for passwords', 'make a vault for passwords'],
  'secrets.unlock': ['opened the vault of passwords', 'open the vault of passwords'],
  'secrets.changePassphrase': ['changed the passphrase of the vault', 'change the passphrase of the vault'],
  'secrets.startAnew': ['put the vault of passwords aside', 'put the vault of passwords aside'],
  'secrets.tryAgain': ['looked for the keychain again', 'look for the keychain again'],
  'copies.status': ['looked at the copy of the clinic', 'look at the copy of the clinic'],
  'copies.check': ['looked where a copy could go', 'look where a copy could go'],
  'copies.start': ['began or continued a copy of the clinic', 'begin or continue a copy of the clinic'],
  'copies.stop': ['stopped the copy of the clinic', 'stop the copy of the clinic'],
  'copies.finish': ['moved the clinic', 'move the clinic'],
  'copies.remove': ['removed an unfinished copy', 'remove an unfinished copy'],
  'copies.abandon': ['forgot an unfinished copy', 'forget an unfinished copy'],
  'copies.sinceCopied': [
    'looked what became of the copy of the clinic',
    'look what became of the copy of the clinic',
  ],
  'copies.workHereAgain': [
    'let people work in the old database again',
    'let people work in the old database again',
  ],
  copyFiles: ['copied the files of the database', 'copy the files of the database'],
  upgradeFiles: ['upgraded the files of the database', 'upgrade the files of the database'],
  'localDatabase.status': [
    'looked at the database of this computer',
    'look at the database of this computer',
  ],
  'localDatabase.copy': ['copied the files of the database', 'copy the files of the database'],
  'localDatabase.upgrade': ['upgraded the files of the database', 'upgrade the files of the database'],
  'localDatabase.reveal': ['had a folder shown', 'have a folder shown'],
  'home.get': ['opened the figures of the day', 'open the figures of the day'],
  'chart.get': ['opened all of a patient’s record', 'open all of a patient’s record'],
  'chart.outline': ['opened what was done with a patient', 'open what was done with a patient'],
  'codes.lookup': ['looked codes up', 'look codes up'],
  'codes.missing': ['had the codes of a record looked up', 'have the codes of a record looked up'],
  'codes.editions': [
    'looked at the code systems of this computer',
    'look at the code systems of this computer',
  ],
  'codes.shipped': ['looked at the codes of the program', 'look at the codes of the program'],
  'codes.import': ['brought in codes that the clinic licenses', 'bring in codes that the clinic licenses'],
  'codes.takeFile': ['brought a file of codes', 'bring a file of codes'],
  'codes.checkImport': ['checked a file of codes', 'check a file of codes'],
  'codes.cancelImport': ['gave up an import of codes', 'give up an import of codes'],
  'codes.removeEdition': ['took codes off this computer', 'take codes off this computer'],
  'codes.remove': ['took codes off this computer', 'take codes off this computer'],
  'codes.convert': ['converted a unit', 'convert a unit'],
  'search.everything': ['searched everybody’s records', 'search everybody’s records'],
  'search.patients': ['searched for patients', 'search for patients'],
  'medicines.check': ['checked a medicine', 'check a medicine'],
  'medicines.recheck': ['checked a prescription', 'check a prescription'],
  'medicines.renew': ['renewed a prescription', 'renew a prescription'],
  'medicines.undoRenewal': ['took a renewal back', 'take a renewal back'],
  'schedule.day': ['opened the appointments of a day', 'open the appointments of a day'],
  'schedule.week': ['counted the appointments of some days', 'count the appointments of some days'],
  'schedule.freeSlots': ['looked for free times', 'look for free times'],
  'schedule.setStatus': ['changed how an appointment stands', 'change how an appointment stands'],
  'visits.sign': ['signed a visit', 'sign a visit'],
  'files.upload': ['added a document', 'add a document'],
  'files.uploaded': ['asked how far an upload has come', 'ask how far an upload has come'],
  'files.cancel': ['gave an upload up', 'give an upload up'],
  'files.download': ['downloaded a document', 'download a document'],
  'files.preview': ['looked at a document', 'look at a document'],
  'readings.days': ['looked at days with readings', 'look at days with readings of a patient'],
  'readings.record': ['recorded readings', 'record readings of a patient'],
  record: ['recorded readings', 'record readings of a patient'],
  // Of a list that was given; that somebody looked which reports there are is not noted.
  'reports.list': ['looked at the records behind a figure', 'look at what reports there are'],
  'reports.run': ['ran a report', 'run a report'],
  'reports.records': ['looked at the records behind a figure', 'look at the records behind a figure'],
  'reports.export': ['exported a report', 'export a report'],
  'reports.countCohort': ['counted a cohort', 'count a cohort'],
  'reports.cohort': ['looked at the people of a cohort', 'look at the people of a cohort'],
  'reports.exportCohort': ['exported the people of a cohort', 'export the people of a cohort'],
  run: ['ran a report', 'run a report'],
  export: ['exported a report', 'export a report'],
  'readings.read': ['looked at readings', 'look at readings'],
  'readings.series': ['looked at readings', 'look at readings'],
  'readings.summary': ['looked at readings', 'look at readings'],
  'readings.list': ['looked at readings', 'look at readings'],
  'readings.withdraw': ['withdrew a reading', 'withdraw a reading'],
  'readings.reinstate': ['brought a reading back', 'bring a reading back'],
  'readings.previewImport': ['looked at a file of readings', 'look at a file of readings'],
  'readings.countFile': ['looked at a file of readings', 'look at a file of readings'],
  'readings.withdrawFile': ['took back a file of readings', 'take back a file of readings'],
  'readings.reinstateFile': ['brought a file of readings back', 'bring a file of readings back'],
  'readings.import': ['brought in a file of readings', 'bring in a file of readings'],
  'gateway.issueToken': ['gave a device a token', 'give a device a token'],
  'gateway.revokeToken': ['took a device’s token away', 'take a device’s token away'],
  'gateway.deliver': ['sent readings of a device', 'send readings of a device'],
  deliver: ['sent readings of a device', 'send readings without a good token'],
  issueToken: ['gave a device a token', 'give a device a token'],
  revokeToken: ['took a device’s token away', 'take a device’s token away'],
  'schedule.move': ['moved an appointment', 'move an appointment'],
};

/** Doings with many records at once. */
const plural = new Set(['list', 'import']);

/** Actions as a filter offers them. */
export const auditActions = [
  { value: 'create', label: 'Made' },
  { value: 'update', label: 'Changed' },
  { value: 'remove', label: 'Removed' },
  { value: 'restore', label: 'Brought back' },
  { value: 'sign', label: 'Signed' },
  { value: 'read', label: 'Opened' },
  { value: 'list', label: 'Listed' },
  { value: 'import', label: 'Brought in' },
  { value: 'signIn', label: 'Signed in' },
  { value: 'signOut', label: 'Signed out' },
  { value: 'signUp', label: 'Asked for an account' },
  { value: 'changePassword', label: 'Changed their password' },
  { value: 'setUp', label: 'Set up the clinic' },
  { value: 'adopt', label: 'Adopted the database' },
  { value: 'settle', label: 'Settled a question' },
  { value: 'run', label: 'Ran a report' },
  { value: 'export', label: 'Exported a report' },
  { value: 'record', label: 'Recorded readings' },
  { value: 'withdraw', label: 'Withdrew a reading' },
  { value: 'reinstate', label: 'Brought a reading back' },
  { value: 'withdrawFile', label: 'Took back a file of readings' },
  { value: 'reinstateFile', label: 'Brought a file of readings back' },
  { value: 'deliver', label: 'Sent readings' },
  { value: 'issueToken', label: 'Gave a device a token' },
  { value: 'revokeToken', label: 'Took a token away' },
  { value: 'reopen', label: 'Took up a question again' },
  { value: 'save', label: 'Kept a connection' },
  { value: 'use', label: 'Opened another database' },
  { value: 'forget', label: 'Forgot a connection' },
  { value: 'copyFiles', label: 'Copied the database' },
  { value: 'upgradeFiles', label: 'Upgraded the database' },
] as const;

/** Kinds of records as a filter offers them. */
export const auditKinds = Object.entries(table)
  .filter(([name]) => name !== 'auditentries')
  .map(([name, definition]) => ({ value: name, label: sentence(definition.label.many) }));

const article = (word: string) => (/^[aeiou]/i.test(word) && !/^us/i.test(word) ? 'an' : 'a');
/** "signIn" as people read it, for actions that came later than this list. */
const spaced = (action: string) => action.replace(/([A-Z])/g, ' $1').toLowerCase();

function fieldLabels(entity: string | undefined, changed: readonly string[] | undefined): string {
  const fields = entity ? table[entity]?.fields : undefined;
  return (changed ?? []).map((name) => (fields?.[name]?.label ?? spaced(name)).toLowerCase()).join(', ');
}

/** One audit entry without its person: "changed a patient: phone, city", "tried to open a visit". */
export function auditWords(
  entry: Pick<AuditEntry, 'action' | 'entity' | 'changed' | 'outcome'> &
    Partial<Pick<AuditEntry, 'record' | 'reason'>>,
): string {
  const { action = '', entity, changed, outcome } = entry;
  const isRefused = outcome === 'refused';
  const ofReport = isRefused ? undefined : auditedReportWords(entry);
  if (ofReport) return ofReport;
  const own = doings[`${entity ?? ''}.${action}`] ?? doings[action];
  if (own) return isRefused ? `tried to ${own[1]}` : own[0];
  const [done, tried] = verbs[action] ?? [spaced(action), spaced(action)];
  const label = entity ? table[entity]?.label : undefined;
  const what = plural.has(action) ? label?.many : label && `${article(label.one)} ${label.one}`;
  const phrase = [isRefused ? `tried to ${tried}` : done, what ?? entity].filter(Boolean).join(' ');
  const labels = action === 'update' ? fieldLabels(entity, changed) : '';
  return labels ? `${phrase}: ${labels}` : phrase;
}
