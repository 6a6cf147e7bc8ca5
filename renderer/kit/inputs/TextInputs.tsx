import {
  PasswordInput as MantinePasswordInput,
  Textarea,
  TextInput as MantineTextInput,
} from '@mantine/core';
import { commonProps, type FieldInputProps } from './input-props';
import { SnippetInput } from './SnippetInput';

const asText = (value: unknown) => (typeof value === 'string' ? value : value == null ? '' : String(value));

/** One line; the length limit is told by the error, not by swallowing what is typed. */
export function TextInput(props: FieldInputProps) {
  const { value, onChange, offered } = props;
  if (offered) return <SnippetInput {...props} offered={offered} />;
  return (
    <MantineTextInput
      {...commonProps(props)}
      value={asText(value)}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** An email address or phone number, with the right keyboard on touch screens. */
export function ContactInput(props: FieldInputProps) {
  const { value, onChange, field } = props;
  return (
    <MantineTextInput
      {...commonProps(props)}
      // `tel` and `inputMode` rather than type=email: the browser must neither trim nor judge what is typed.
      type={field.kind === 'phone' ? 'tel' : 'text'}
      inputMode={field.kind === 'phone' ? 'tel' : 'email'}
      spellCheck={false}
      value={asText(value)}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** Several lines; grows with the text. */
export function LongTextInput(props: FieldInputProps) {
  const { value, onChange, offered } = props;
  if (offered) return <SnippetInput {...props} offered={offered} />;
  return (
    <Textarea
      {...commonProps(props)}
      autosize
      minRows={3}
      maxRows={20}
      spellCheck
      value={asText(value)}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** A new password, with an eye to see it. */
export function PasswordInput(props: FieldInputProps) {
  const { value, onChange } = props;
  return (
    <MantinePasswordInput
      {...commonProps({ autoComplete: 'new-password', ...props })}
      value={asText(value)}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      // Mantine marks every other input so, but not this one; screen readers and the jump to the first error need it.
      aria-invalid={props.error ? true : undefined}
      visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
    />
  );
}
