import { codeSystems, codings, defineEntity, longText, text } from '../schema';

/**
 * How the clinic writes a kind of visit: what a new visit can be started from. It is about no patient, so its fields are
 * administrative and patients never see it. It has a category of its own because neither fits: places and doctors are the
 * administrator's to keep, but what a note should ask is decided by who writes notes, so doctors and nurses keep
 * templates too; and unlike visits, an administrator may keep them, as in most clinics someone does for everyone.
 */
export const visittemplates = defineEntity({
  name: 'visittemplates',
  label: { one: 'visit template', many: 'visit templates' },
  category: 'templates',
  fields: {
    name: text({ label: 'Name', required: true, max: 100, example: 'Blood pressure check' }),
    specialty: text({ label: 'Specialty', help: 'Left empty: for everyone.', max: 100 }),
    visitPurpose: text({ label: 'Purpose', max: 300 }),
    notes: longText({ label: 'Notes', help: 'Headings and phrases to complete; nothing of a patient.' }),
    diagnoses: codings({
      label: 'Diagnoses',
      level: 'administrative',
      codeSystem: codeSystems.icd10cm.uri,
    }),
  },
  titleFields: ['name'],
  title: ({ name }) => String(name ?? 'Template'),
  searchFields: ['name', 'specialty', 'visitPurpose'],
  defaultSort: [{ field: 'name', direction: 'ascending' }],
  columns: ['name', 'specialty', 'visitPurpose', 'notes'],
  sections: [
    { title: 'Template', fields: ['name', 'specialty', 'visitPurpose'] },
    { title: 'Notes', fields: ['notes'] },
    { title: 'Codes', fields: ['diagnoses'] },
  ],
  indexes: [],
});
