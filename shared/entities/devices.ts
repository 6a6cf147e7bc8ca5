import { choice, defineEntity, instant, reference, text, yesNo } from '../schema';

/**
 * What sends readings by itself. FHIR: Device. A device with a patient measures that patient; a gateway without one may
 * send readings of every patient and names them by record number. Its token is made by `gateway.issueToken`, shown once
 * and kept as a hash. A device is the clinic's and not a patient's record, so patients do not see it.
 */
export const devices = defineEntity({
  name: 'devices',
  label: { one: 'device', many: 'devices' },
  category: 'devices',
  fields: {
    name: text({ label: 'Name', required: true, max: 100, example: 'Omron M7, room 2' }),
    kind: choice({
      label: 'Kind',
      required: true,
      of: [
        { value: 'sensor', label: 'Sensor of one patient' },
        { value: 'gateway', label: 'Gateway' },
      ],
      help: 'With another kind or patient, the device needs a new token.',
    }),
    patient: reference({
      label: 'Patient',
      to: 'patients',
      level: 'identity',
      help: 'Whose readings it sends. A gateway without a patient names the patient of each reading by record number.',
    }),
    active: yesNo({ label: 'In use', help: 'Nothing is taken from a device that is not in use.' }),
    lastSeen: instant({ label: 'Last seen', derived: true }),
    tokenIssuedAt: instant({ label: 'Token since', derived: true }),
    tokenHash: text({ label: 'Token', level: 'account', derived: true, hidden: true }),
  },
  wholes: [['kind', 'patient']],
  titleFields: ['name'],
  title: ({ name }) => String(name ?? 'Device'),
  searchFields: ['name'],
  defaultSort: [{ field: 'name', direction: 'ascending' }],
  columns: ['name', 'kind', 'patient', 'active', 'lastSeen', 'tokenIssuedAt'],
  sections: [{ title: 'Device', fields: ['name', 'kind', 'patient', 'active'] }],
  indexes: [],
});
