import { SegmentedControl } from '@mantine/core';

export type SegmentedProps<T extends string> = {
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string; count?: number }[];
  /** Names the choice for screen readers: "Timeline shows". */
  label: string;
};

/** One of a few views of the same thing. Arrow keys move, as in any group of radio buttons. */
export function Segmented<T extends string>({ value, onChange, options, label }: SegmentedProps<T>) {
  return (
    <SegmentedControl
      aria-label={label}
      value={value}
      // Mantine answers with one of the values it was given.
      onChange={(next) => onChange(next as T)}
      data={options.map((option) => ({
        value: option.value,
        label: option.count === undefined ? option.label : `${option.label} ${option.count}`,
      }))}
    />
  );
}
