import {
  choice,
  defineEntity,
  image,
  longText,
  number,
  partialDate,
  reference,
  text,
  yesNo,
} from '../schema';

/** What a document is; `other` for all that is none of these. */
export const documentKinds = [
  { value: 'photo', label: 'Photo' },
  { value: 'scan', label: 'Scan' },
  { value: 'letter', label: 'Letter' },
  { value: 'laboratoryReport', label: 'Laboratory report' },
  { value: 'imaging', label: 'Imaging' },
  { value: 'consent', label: 'Consent' },
  { value: 'insuranceCard', label: 'Insurance card' },
  { value: 'other', label: 'Other' },
] as const;

/** How far the words inside a document are found by a search. */
export const textStates = [
  { value: 'found', label: 'Its words are found' },
  { value: 'partly', label: 'The words of its first pages are found' },
  { value: 'none', label: 'It holds no text' },
  { value: 'protected', label: 'Protected by a password: its words cannot be found' },
  { value: 'unread', label: 'Its text could not be read' },
] as const;

const derived = { level: 'clinical', derived: true } as const;

/**
 * One document of a patient. FHIR: DocumentReference. `files.upload` makes one with its content, which stays as it is; one
 * that is made without is about paper that the clinic keeps (`keptAt`). The fields from `filename` on are of the content.
 */
export const attachments = defineEntity({
  name: 'attachments',
  label: { one: 'document', many: 'documents' },
  category: 'documents',
  patientField: 'patient',
  fields: {
    patient: reference({
      label: 'Patient',
      to: 'patients',
      level: 'identity',
      required: true,
      fixed: true,
    }),
    title: text({
      label: 'Title',
      level: 'clinical',
      required: true,
      example: 'Letter from the heart clinic',
    }),
    kind: choice({ label: 'Kind', level: 'clinical', of: documentKinds }),
    documentDate: partialDate({
      label: 'Date',
      level: 'clinical',
      help: 'Of the document itself. The day it was added when left empty.',
    }),
    doctor: reference({ label: 'Doctor', to: 'doctors', level: 'clinical' }),
    visit: reference({ label: 'Visit', to: 'healthlogs', level: 'clinical' }),
    notes: longText({ label: 'Notes', level: 'clinical', max: 4_000 }),
    keptAt: text({
      label: 'Kept at',
      level: 'clinical',
      help: 'Where the paper is.',
      example: 'Cabinet 2, folder K',
    }),
    filename: text({ label: 'File', max: 255, ...derived }),
    /** What the content is by its own bytes, not by what it was called. */
    contentType: text({ label: 'Type', ...derived }),
    size: number({ label: 'Size', unit: 'By', min: 0, max: 1_000_000_000, ...derived }),
    /** 64 hexadecimal digits. */
    sha256: text({ label: 'SHA-256', ...derived }),
    width: number({ label: 'Width', unit: '{pixel}', min: 0, max: 1_000_000, ...derived }),
    height: number({ label: 'Height', unit: '{pixel}', min: 0, max: 1_000_000, ...derived }),
    pages: number({ label: 'Pages', min: 0, max: 1_000_000, ...derived }),
    /** Whether a program may show it; false for what is only downloaded (HTML, SVG, text documents of offices). */
    isShown: yesNo({ label: 'Can be shown', ...derived }),
    textState: choice({ label: 'Search', of: textStates, ...derived }),
    thumbnail: image({ label: 'Thumbnail', ...derived }),
    /** The words inside, of a PDF or a text file; what a search finds it by. */
    text: longText({ label: 'Text', max: 200_000, heavy: true, ...derived }),
    /** The id of its content. */
    file: text({ label: 'Content', hidden: true, ...derived }),
  },
  titleFields: ['title', 'documentDate'],
  title: ({ title, documentDate }) => [title ?? 'Document', documentDate].filter(Boolean).join(', '),
  searchFields: ['title', 'filename', 'kind', 'notes', 'text'],
  defaultSort: [{ field: 'documentDate', direction: 'descending' }],
  columns: ['documentDate', 'patient', 'title', 'kind', 'filename'],
  sections: [
    { title: 'Document', fields: ['patient', 'title', 'kind', 'documentDate'] },
    { title: 'Belongs to', fields: ['doctor', 'visit'] },
    { title: 'Notes', fields: ['notes', 'keptAt'] },
  ],
  indexes: [
    { name: 'patient and date', keys: { patient: 1, documentDate: -1 } },
    { name: 'visit', keys: { visit: 1 }, when: { visit: { $exists: true } } },
  ],
});
