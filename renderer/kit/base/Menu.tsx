import { Menu as MantineMenu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { Icon, type IconLike } from './Icon';
import { IconButton } from './IconButton';
import { Key } from './Key';
import classes from './menu.module.css';

export type MenuItem = {
  label: string;
  icon?: IconLike;
  onSelect: () => void;
  danger?: boolean;
  shortcut?: string;
  disabledReason?: string;
};

export type MenuProps = {
  /** Names the button that opens it: "More for Fatima Al-Sayed". */
  label: string;
  /** `divider` parts groups; a heading names the group below it. */
  items: readonly (MenuItem | 'divider' | { heading: string })[];
  icon?: IconLike;
  /** Another opener than the three dots; must be a button that takes a ref. */
  target?: ReactElement;
  position?: 'bottom-start' | 'bottom-end' | 'top-start';
};

/** Actions behind one button. */
export function Menu({ label, items, icon = IconDots, target, position = 'bottom-end' }: MenuProps) {
  return (
    <MantineMenu position={position} withinPortal withInitialFocusPlaceholder={false}>
      <MantineMenu.Target>{target ?? <IconButton label={label} icon={icon} />}</MantineMenu.Target>
      <MantineMenu.Dropdown aria-label={label}>
        {items.map((item, index) => {
          // Positions are the identity of dividers: a menu does not reorder while it is open.
          if (item === 'divider') return <MantineMenu.Divider key={`divider ${String(index)}`} />;
          if ('heading' in item)
            return <MantineMenu.Label key={item.heading}>{item.heading}</MantineMenu.Label>;
          return (
            <MantineMenu.Item
              key={item.label}
              className={item.danger ? classes.danger : undefined}
              leftSection={item.icon && <Icon icon={item.icon} />}
              rightSection={item.shortcut && <Key keys={item.shortcut} />}
              disabled={item.disabledReason !== undefined}
              title={item.disabledReason}
              onClick={item.onSelect}
            >
              {item.label}
            </MantineMenu.Item>
          );
        })}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}
