import { Tabs as MantineTabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SegmentedProps } from './Segmented';
import classes from './tabs.module.css';

export type TabsProps<T extends string> = SegmentedProps<T> & {
  /** The content of the open tab. */
  children?: ReactNode;
};

/** Parts of one page, one at a time. */
export function Tabs<T extends string>({ value, onChange, options, label, children }: TabsProps<T>) {
  return (
    <MantineTabs
      value={value}
      // Mantine answers with one of the values it was given, or null when a tab can be closed, which these cannot.
      onChange={(next) => next !== null && onChange(next as T)}
      classNames={{ root: classes.root, list: classes.list, tab: classes.tab, panel: classes.panel }}
      keepMounted={false}
    >
      <MantineTabs.List aria-label={label}>
        {options.map((option) => (
          <MantineTabs.Tab key={option.value} value={option.value}>
            {option.label}
            {option.count !== undefined && <span className={classes.count}>{option.count}</span>}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      {options.map((option) => (
        <MantineTabs.Panel key={option.value} value={option.value}>
          {option.value === value && children}
        </MantineTabs.Panel>
      ))}
    </MantineTabs>
  );
}
