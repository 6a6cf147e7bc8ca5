export { auditedReport, auditedReportPage } from './audit-report';
export { auditActions, auditKinds, auditWords } from './audit-words';
export { ChangedLine, Changes } from './Changes';
export { KeptFromOlder } from './KeptFromOlder';
export { type PlainColumn, PlainTable } from './PlainTable';
export { RecordSections } from './RecordSections';
