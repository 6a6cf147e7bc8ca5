import type { ComponentType } from 'react';
import type { FieldKind } from '../../../shared/schema';
import { ChoiceInput, ChoicesInput, YesNoInput } from './ChoiceInputs';
import { CodingInput, CodingsInput } from './CodingInputs';
import { DateInput, InstantInput, PartialDateInput, TimeInput } from './DateInputs';
import { EntriesInput, GroupInput } from './GroupInputs';
import { ImageInput } from './ImageInput';
import type { FieldInputProps, NestingInputProps } from './input-props';
import { TextsInput } from './ListInputs';
import { NumberInput, NumbersInput } from './NumberInputs';
import { ReferenceInput } from './ReferenceInput';
import { ReferencesInput } from './ReferencesInput';
import { ContactInput, LongTextInput, PasswordInput, TextInput } from './TextInputs';

/** One input for each kind of field; a new kind does not compile without its input. */
const inputs = {
  text: TextInput,
  longText: LongTextInput,
  email: ContactInput,
  phone: ContactInput,
  number: NumberInput,
  yesNo: YesNoInput,
  calendarDate: DateInput,
  partialDate: PartialDateInput,
  clockTime: TimeInput,
  instant: InstantInput,
  choice: ChoiceInput,
  choices: ChoicesInput,
  reference: ReferenceInput,
  references: ReferencesInput,
  coding: CodingInput,
  codings: CodingsInput,
  texts: TextsInput,
  numbers: NumbersInput,
  group: GroupInput,
  entries: EntriesInput,
  image: ImageInput,
  password: PasswordInput,
} satisfies Record<FieldKind, ComponentType<NestingInputProps>>;

/**
 * The input of any field, labelled. The value is as in the record, undefined when empty; text that is no value yet (a
 * half-typed date, a name not chosen) arrives as it is typed and fails the field's schema.
 */
export function FieldInput(props: FieldInputProps) {
  const Input: ComponentType<NestingInputProps> = inputs[props.field.kind];
  return <Input {...props} PartInput={FieldInput} />;
}
