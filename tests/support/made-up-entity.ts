import { entities } from '../../shared/entities';
import {
  calendarDate,
  choice,
  choices,
  clockTime,
  coding,
  codings,
  defineEntity,
  email,
  entries,
  group,
  image,
  instant,
  longText,
  number,
  phone,
  reference,
  references,
  text,
  texts,
  yesNo,
} from '../../shared/schema';

const colours = [
  { value: 'red', label: 'Red' },
  { value: 'blue', label: 'Blue' },
] as const;

/** An entity that exists in tests only: one definition, with a field of every kind, and nothing else anywhere. */
export const consents = defineEntity({
  name: 'consents',
  label: { one: 'consent', many: 'consents' },
  category: 'visits',
  patientField: 'patient',
  fields: {
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity', required: true }),
    title: text({ label: 'Title', level: 'clinical', required: true }),
    wording: longText({ label: 'Wording', level: 'clinical' }),
    contact: email({ label: 'Email' }),
    hotline: phone({ label: 'Hotline' }),
    copies: number({ label: 'Copies', min: 0, max: 9 }),
    signed: yesNo({ label: 'Signed' }),
    signedOn: calendarDate({ label: 'Signed on' }),
    signedAt: clockTime({ label: 'Signed at' }),
    expires: instant({ label: 'Expires' }),
    colour: choice({ label: 'Colour', of: colours }),
    colours: choices({ label: 'Colours', of: colours }),
    witnesses: references({ label: 'Witnesses', to: 'doctors' }),
    procedure: coding({ label: 'Procedure' }),
    risks: codings({ label: 'Risks' }),
    pages: texts({ label: 'Pages' }),
    guardian: group({
      label: 'Guardian',
      fields: { name: text({ label: 'Name' }), since: calendarDate({ label: 'Since' }) },
    }),
    readings: entries({ label: 'Read aloud', fields: { by: text({ label: 'By', required: true }) } }),
    scan: image({ label: 'Scan' }),
    written: instant({ label: 'Written', derived: true, stampedOnCreate: true }),
  },
  titleFields: ['title'],
  title: (consent) => String(consent.title ?? 'Consent'),
  searchFields: ['title', 'hotline'],
  defaultSort: [{ field: 'signedOn', direction: 'descending' }],
  columns: ['title', 'patient', 'signedOn'],
  sections: [{ title: 'Consent', fields: ['patient', 'title', 'wording'] }],
  indexes: [{ name: 'patient and day', keys: { patient: 1, signedOn: -1 } }],
});

export const entitiesWithConsents = { ...entities, consents };
