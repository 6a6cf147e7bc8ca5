import { choice, defineEntity, instant, reference, text, texts } from '../schema';

/** FHIR: AuditEvent. Written with the change it describes, never changed after. */
export const auditentries = defineEntity({
  name: 'auditentries',
  label: { one: 'audit entry', many: 'audit entries' },
  category: 'audit',
  readOnly: true,
  fields: {
    at: instant({ label: 'When', level: 'audit', derived: true }),
    user: reference({ label: 'User', to: 'users', level: 'audit', derived: true }),
    userName: text({ label: 'User name', level: 'audit', derived: true }),
    device: text({ label: 'Computer', level: 'audit', derived: true }),
    action: text({ label: 'Action', level: 'audit', derived: true }),
    entity: text({ label: 'Kind of record', level: 'audit', derived: true }),
    record: text({ label: 'Record', level: 'audit', derived: true }),
    patient: reference({ label: 'Patient', to: 'patients', level: 'audit', derived: true }),
    changed: texts({ label: 'Changed fields', level: 'audit', derived: true }),
    outcome: choice({
      label: 'Outcome',
      level: 'audit',
      derived: true,
      of: [
        { value: 'done', label: 'Done' },
        { value: 'refused', label: 'Refused' },
      ],
    }),
    reason: text({ label: 'Reason', level: 'audit', derived: true }),
  },
  titleFields: ['action', 'entity'],
  title: (entry) => `${entry.action ?? ''} ${entry.entity ?? ''}`.trim(),
  searchFields: ['userName', 'action', 'entity'],
  defaultSort: [{ field: 'at', direction: 'descending' }],
  columns: ['at', 'userName', 'action', 'entity', 'patient', 'changed', 'outcome', 'reason', 'device'],
  sections: [
    {
      title: 'Audit entry',
      fields: [
        'at',
        'user',
        'device',
        'action',
        'entity',
        'record',
        'patient',
        'changed',
        'outcome',
        'reason',
      ],
    },
  ],
  indexes: [
    { name: 'at', keys: { at: -1 } },
    { name: 'patient and at', keys: { patient: 1, at: -1 } },
    { name: 'record and at', keys: { record: 1, at: -1 } },
    { name: 'user and at', keys: { user: 1, at: -1 } },
  ],
});
