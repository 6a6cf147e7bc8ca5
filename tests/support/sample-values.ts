import type { EntityDefinition, Field, FieldKind } from '../../shared/schema';
import { isSettable } from '../../shared/schema';

type Sample = (field: Field, turn: number, references: (entity: string) => string) => unknown;

const unique = () => Math.random().toString(36).slice(2, 10);

/** A valid value of each kind; `turn` 0 and 1 give different ones. */
const samples: Readonly<Record<FieldKind, Sample>> = {
  text: ({ example }, turn) => example ?? `${turn ? 'Other' : 'Some'} ${unique()}`,
  longText: (_field, turn) => (turn ? 'Changed\nlines of text' : 'Several\nlines of text'),
  email: (_field, turn) => `person${turn}-${unique()}@example.org`,
  phone: (_field, turn) => (turn ? '+44 7700 90 4471' : '+44 7700 90 0412'),
  number: ({ range }, turn) => (range ? range.min + turn * range.step : turn),
  yesNo: (_field, turn) => turn === 0,
  calendarDate: (_field, turn) => (turn ? '2024-02-29' : '2024-02-28'),
  partialDate: (_field, turn) => (turn ? '2014-03' : '2014'),
  clockTime: (_field, turn) => (turn ? '10:40' : '09:20'),
  instant: (_field, turn) => new Date(Date.UTC(2024, 1, 28 + turn, 9, 20)),
  choice: ({ choices = [] }, turn) => choices[turn % choices.length]?.value,
  choices: ({ choices = [] }, turn) => [choices[(turn + 1) % choices.length]?.value],
  reference: ({ target = '' }, _turn, references) => references(target),
  references: ({ target = '' }, _turn, references) => [references(target)],
  coding: (_field, turn) => ({
    system: 'http://hl7.org/fhir/sid/icd-10-cm',
    code: turn ? 'I10' : 'E11.9',
    display: 'Text',
  }),
  codings: (_field, turn) => [
    { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: turn ? 'I10' : 'E11.9', display: 'Text' },
  ],
  texts: (_field, turn) => (turn ? ['Room 1', 'Room 2'] : ['Room 1']),
  numbers: (_field, turn) => [turn],
  group: ({ fields = {} }, turn, references) => valuesOf(fields, turn, references),
  entries: ({ fields = {} }, turn, references) => [valuesOf(fields, turn, references)],
  image: (_field, turn) => `data:image/png;base64,${turn ? 'iVBORw0KGgp=' : 'iVBORw0KGgo='}`,
  password: (_field, turn) => (turn ? 'another long passphrase' : 'lavender kites at noon'),
};

function valuesOf(
  fields: Readonly<Record<string, Field>>,
  turn: number,
  references: (entity: string) => string,
) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      // Hours end after they begin.
      name === 'to' && field.kind === 'clockTime' ? '18:00' : samples[field.kind](field, turn, references),
    ]),
  );
}

export type SampleOptions = {
  readonly references: (entity: string) => string;
  /** 0 or 1: two different values for every field. */
  readonly turn?: number;
  readonly only?: (name: string, field: Field) => boolean;
};

/** A draft with a value in every settable field of an entity. */
export function sampleDraft(entity: EntityDefinition, options: SampleOptions): Record<string, unknown> {
  const { references, turn = 0, only = () => true } = options;
  const fields = Object.entries(entity.fields).filter(
    ([name, field]) => isSettable(field) && only(name, field),
  );
  return valuesOf(Object.fromEntries(fields), turn, references);
}
