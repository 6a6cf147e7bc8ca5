import { ActionIcon, Menu as MantineMenu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type PointerEvent, type ReactElement, useEffect, useRef, useState } from 'react';
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
export function Menu(props: MenuProps) {
  const { label, icon = IconDots, target } = props;
  const [woken, setWoken] = useState<Woken>();
  if (target || woken) return <WholeMenu {...props} woken={woken} />;
  const isFocused = ({ currentTarget }: { currentTarget: Element }) =>
    currentTarget === document.activeElement;
  return (
    <ActionIcon
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      // Only what hovers: a finger that touches presses next, and must press the same button.
      onPointerEnter={(event: PointerEvent) =>
        event.pointerType !== 'touch' && setWoken({ isFocused: isFocused(event), isPressed: false })
      }
      onClick={() => setWoken({ isFocused: true, isPressed: true })}
    >
      <Icon icon={icon} size={16} />
    </ActionIcon>
  );
}

/** How the button was when somebody came to it. */
type Woken = { isFocused: boolean; isPressed: boolean };

/** A page has dozens of menus that nobody opens: until somebody comes near, a menu is its button and no more. */
function WholeMenu({
  label,
  items,
  icon = IconDots,
  target,
  position = 'bottom-end',
  woken,
}: MenuProps & { woken?: Woken }) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const begun = useRef(woken);
  useEffect(() => {
    // Focus first: that is where it comes back to when the menu is closed.
    if (begun.current?.isFocused) button.current?.focus();
    if (begun.current?.isPressed) setIsOpen(true);
    begun.current = undefined;
  }, []);
  return (
    <MantineMenu
      opened={isOpen}
      onChange={setIsOpen}
      position={position}
      withinPortal
      withInitialFocusPlaceholder={false}
    >
      <MantineMenu.Target>
        {target ?? <IconButton ref={button} label={label} icon={icon} />}
      </MantineMenu.Target>
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
