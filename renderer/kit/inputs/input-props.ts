import type { ComponentType, ReactNode } from 'react';
import type { Snippet } from '../../../shared/entities';
import type { Field } from '../../../shared/schema';
import type { Parts } from './parts';

/**
 * What "/" offers in a text. `isPart`: the clinic has more snippets than these, and others are looked for by what is
 * typed. `purpose`: of the visit, as far as it is typed.
 */
export type SnippetsOffered = {
  readonly snippets: readonly Snippet[];
  readonly isPart: boolean;
  readonly purpose: unknown;
};

/** What every input of a field takes. */
export type FieldInputProps = {
  /** Name of the field; becomes the input's `name`. */
  name: string;
  field: Field;
  /** As in the record; undefined when empty. While it is typed, text that is no value yet arrives as it is. */
  value: unknown;
  onChange: (value: unknown) => void;
  onBlur?: () => void;
  error?: string;
  /** Errors inside a group or list, by path below the field: `phone`, `0.from`. */
  nestedErrors?: Readonly<Record<string, string>>;
  disabled?: boolean;
  /** Texts of what references point to, by id. */
  names?: Readonly<Record<string, string>>;
  autoFocus?: boolean;
  id?: string;
  /** A further line under the input: "Asha Rao changed it meanwhile". */
  note?: ReactNode;
  /** Instead of the field's own label. */
  label?: string;
  /** true: the label is heard and not seen (rows of a list whose columns have heads). */
  hideLabel?: boolean;
  placeholder?: string;
  autoComplete?: string;
  /** Where the clinic's snippets can be brought in: free text of a visit, on several lines or one. */
  offered?: SnippetsOffered;
};

/** What inputs made of other inputs take besides: the input of a part, whatever its kind. */
export type NestingInputProps = FieldInputProps & { PartInput: ComponentType<FieldInputProps> };

/** What the inputs of all parts of one group or row take. */
export type PartsInputProps = Pick<FieldInputProps, 'disabled' | 'names' | 'onBlur'> & {
  /** Name of the group or row; those of its parts are below it. */
  name: string;
  fields: Readonly<Record<string, Field>>;
  parts: Parts;
  /** By path below the group or row. */
  errors: Readonly<Record<string, string>>;
  /** undefined once all parts are empty. */
  onParts: (parts: Parts | undefined) => void;
  /** true: the labels are heard and not seen. */
  hideLabels?: boolean;
  PartInput: ComponentType<FieldInputProps>;
};

/** Help and note of a field as one description, or nothing. */
function descriptionOf({ field, note }: FieldInputProps): ReactNode {
  return note ?? field.help;
}

/** What Mantine's inputs share. Each wires label, help and error to the input by id. */
export function commonProps(props: FieldInputProps) {
  const { name, field, error, disabled, autoFocus, id, onBlur, label, hideLabel, placeholder, autoComplete } =
    props;
  const text = label ?? field.label;
  return {
    name,
    id,
    label: hideLabel ? undefined : text,
    'aria-label': hideLabel ? text : undefined,
    description: descriptionOf(props),
    error,
    disabled,
    onBlur,
    placeholder,
    autoComplete: autoComplete ?? 'off',
    required: field.required,
    autoFocus,
    'data-autofocus': autoFocus || undefined,
  };
}
