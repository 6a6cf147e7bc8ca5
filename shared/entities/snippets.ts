import { defineEntity, longText, text } from '../schema';

/**
 * A phrase that the clinic writes again and again: "/" and the beginning of its name bring it into a visit. An entity of
 * its own and no part of a template, because the same phrase is wanted in visits that began from different templates, or
 * from none. Of the category of templates: who decides what a note asks also decides how the clinic says it.
 */
export const snippets = defineEntity({
  name: 'snippets',
  label: { one: 'snippet', many: 'snippets' },
  category: 'templates',
  fields: {
    name: text({ label: 'Short name', required: true, max: 60, example: 'lungs clear' }),
    visitPurpose: text({
      label: 'Purpose',
      help: 'Visits for this are offered it first. Left empty: no visit in particular.',
      max: 300,
    }),
    text: longText({
      label: 'Text',
      required: true,
      help: 'Nothing of a patient. The cursor goes to the first ___, for what is to be filled in.',
      example: 'Lungs clear on both sides, no wheeze.',
    }),
  },
  titleFields: ['name'],
  title: ({ name }) => String(name ?? 'Snippet'),
  searchFields: ['name', 'visitPurpose', 'text'],
  defaultSort: [{ field: 'name', direction: 'ascending' }],
  columns: ['name', 'visitPurpose', 'text'],
  sections: [
    { title: 'Snippet', fields: ['name', 'visitPurpose'] },
    { title: 'Text', fields: ['text'] },
  ],
  indexes: [],
});
