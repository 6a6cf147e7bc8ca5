import { Popover as MantinePopover } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

export type PopoverProps = {
  /** The button that opens it; must take a ref. */
  target: ReactElement;
  opened: boolean;
  onChange: (opened: boolean) => void;
  children: ReactNode;
  label: string;
  width?: number;
};

/** A small floating form or list beside its button: a filter, the state of the connection. */
export function Popover({ target, opened, onChange, children, label, width = 320 }: PopoverProps) {
  return (
    <MantinePopover
      opened={opened}
      onChange={onChange}
      width={width}
      position="bottom-start"
      trapFocus
      returnFocus
      withinPortal
    >
      <MantinePopover.Target>{target}</MantinePopover.Target>
      <MantinePopover.Dropdown aria-label={label} p={12}>
        {children}
      </MantinePopover.Dropdown>
    </MantinePopover>
  );
}
