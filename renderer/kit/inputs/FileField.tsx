import { FileInput } from '@mantine/core';

export type FileFieldProps = {
  label: string;
  help?: string;
  error?: string;
  disabled?: boolean;
  value: File | null;
  onChange: (file: File | null) => void;
};

/** One file of this computer. */
export function FileField({ label, help, error, disabled, value, onChange }: FileFieldProps) {
  return (
    <FileInput
      label={label}
      description={help}
      error={error}
      disabled={disabled}
      value={value}
      onChange={onChange}
      placeholder="Choose a file"
      // The same file again, changed meanwhile, is another choice.
      fileInputProps={{ onClick: (event) => (event.currentTarget.value = '') }}
      clearable
      clearButtonProps={{ 'aria-label': `Take the file of ${label.toLowerCase()} out` }}
    />
  );
}
