import {
  Autocomplete,
  Checkbox,
  CloseButton,
  PasswordInput,
  Select,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Icon } from '../base/Icon';
import classes from './inputs.module.css';

/** Inputs that belong to no entity: sign-in, filters, settings. */

type Plain = {
  label: string;
  hideLabel?: boolean;
  help?: ReactNode;
  error?: ReactNode;
  disabled?: boolean;
  autoFocus?: boolean;
  name?: string;
};

const shared = ({ label, hideLabel, help, error, disabled, autoFocus, name }: Plain) => ({
  label: hideLabel ? undefined : label,
  'aria-label': hideLabel ? label : undefined,
  description: help,
  error,
  disabled,
  autoFocus,
  'data-autofocus': autoFocus || undefined,
  name,
});

export type TextFieldProps = Plain & {
  value: string;
  onChange: (text: string) => void;
  onBlur?: () => void;
  placeholder?: string;
  autoComplete?: string;
  required?: boolean;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  ref?: Ref<HTMLInputElement>;
};

/** `autoComplete`, left out: the browser keeps nothing of what is typed. Anything else lets it. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, onBlur, placeholder, autoComplete = 'off', required, onKeyDown, ref } = props;
  return (
    <TextInput
      {...shared(props)}
      {...{ ref, value, placeholder, autoComplete, required, onBlur, onKeyDown }}
      // Where a browser asks its maker how words are spelt, names and addresses would go there.
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export type UnkeptFieldProps = Omit<
  TextFieldProps,
  'autoComplete' | 'required' | 'onKeyDown' | 'placeholder' | 'ref'
> & {
  placeholder: string;
  onEnter: () => void;
  ref: Ref<HTMLTextAreaElement>;
};

/**
 * One line that may hold a password. It is no `input`: Chromium takes the one before a password for a user name, and keeps
 * it in its list of sign-ins whatever `autocomplete` says.
 */
export function UnkeptField(props: UnkeptFieldProps) {
  const { value, onChange, onBlur, placeholder, onEnter, ref } = props;
  return (
    <Textarea
      {...shared(props)}
      {...{ ref, value, placeholder, onBlur }}
      rows={1}
      // Growing with its text would take a second, hidden one, in which the text stays.
      wrap="off"
      classNames={{ input: classes.oneLine }}
      autoComplete="off"
      spellCheck={false}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        onEnter();
      }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export type SuggestFieldProps = Omit<TextFieldProps, 'autoComplete'> & {
  /** Texts that are offered; any other may be typed. */
  suggestions: readonly string[];
};

/** Free text with what is often typed here to choose from. */
export function SuggestField(props: SuggestFieldProps) {
  const { value, onChange, onBlur, placeholder, required, onKeyDown, ref, suggestions } = props;
  return (
    <Autocomplete
      {...shared(props)}
      {...{ ref, value, placeholder, required, onBlur, onKeyDown, onChange }}
      data={[...suggestions]}
      limit={8}
      // The list comes with typing or a click: a form that takes the cursor back after it was sent is no question.
      openOnFocus={false}
      autoComplete="off"
      comboboxProps={{ withinPortal: true }}
    />
  );
}

/** `autoComplete`: `current-password` for signing in, `new-password` for choosing one. */
export function PasswordField(props: TextFieldProps) {
  const {
    value,
    onChange,
    onBlur,
    placeholder,
    autoComplete = 'current-password',
    required,
    onKeyDown,
    ref,
  } = props;
  return (
    <PasswordInput
      {...shared(props)}
      {...{ ref, value, placeholder, autoComplete, required, onBlur, onKeyDown }}
      // As long as it is shown it is a text like others.
      spellCheck={false}
      // Mantine marks every other input so, but not this one; screen readers and the jump to the first error need it.
      aria-invalid={props.error ? true : undefined}
      visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A filter box with a magnifying glass and a cross to empty it; Esc empties it too. */
export function SearchField(props: Omit<TextFieldProps, 'required' | 'autoComplete'> & { width?: number }) {
  const { value, onChange, onBlur, placeholder, onKeyDown, ref, width } = props;
  return (
    <TextInput
      {...shared({ ...props, hideLabel: props.hideLabel ?? true })}
      {...{ ref, value, placeholder, onBlur }}
      type="text"
      role="searchbox"
      autoComplete="off"
      spellCheck={false}
      w={width}
      leftSection={<Icon icon={IconSearch} />}
      rightSection={
        value !== '' && (
          <CloseButton size="sm" aria-label={`Clear ${props.label}`} onClick={() => onChange('')} />
        )
      }
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value !== '') {
          event.stopPropagation();
          onChange('');
        }
        onKeyDown?.(event);
      }}
    />
  );
}

export type SelectFieldProps<T extends string> = Plain & {
  value: T | null;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string }[];
  placeholder?: string;
  width?: number;
  /** Typing narrows the list. */
  searchable?: boolean;
};

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { value, onChange, options, placeholder, width, searchable } = props;
  return (
    <Select
      {...shared(props)}
      {...{ value, placeholder, searchable }}
      data={[...options]}
      w={width}
      allowDeselect={false}
      comboboxProps={{ withinPortal: true }}
      // Mantine answers with one of the values it was given; null only when it can be cleared, which it cannot.
      onChange={(next) => next !== null && onChange(next as T)}
    />
  );
}

export type CheckFieldProps = Plain & {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Neither on nor off: some of a list. */
  isPartly?: boolean;
};

export function CheckField(props: CheckFieldProps) {
  const { checked, onChange, isPartly } = props;
  return (
    <Checkbox
      {...shared(props)}
      {...{ checked }}
      indeterminate={isPartly}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

/** A setting that acts at once. */
export function SwitchField(props: CheckFieldProps) {
  const { checked, onChange } = props;
  return (
    <Switch {...shared(props)} {...{ checked }} onChange={(event) => onChange(event.currentTarget.checked)} />
  );
}
