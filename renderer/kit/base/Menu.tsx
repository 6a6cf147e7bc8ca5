import { ActionIcon, Menu as MantineMenu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
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

/** Actions behind one button. A page has dozens that nobody opens: until it is pressed, a menu is its button and no more. */
export function Menu(props: MenuProps) {
  const { label, icon = IconDots, target } = props;
  const [pressed, setPressed] = useState<End>();
  if (target || pressed) return <WholeMenu {...props} pressed={pressed} />;
  return (
    <ActionIcon
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      title={label}
      // Not earlier: a button that is put in the place of another between press and release loses the press.
      onClick={() => setPressed('first')}
      onKeyDown={byArrow(setPressed)}
    >
      <Icon icon={icon} size={16} />
    </ActionIcon>
  );
}

/** The item that has the focus once a menu is open. */
type End = 'first' | 'last';

/** An arrow goes into a menu, as a press does, one that points up to its end; the page does not scroll for it. */
const byArrow = (open: (at: End) => void) => (event: KeyboardEvent<HTMLElement>) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  open(event.key === 'ArrowUp' ? 'last' : 'first');
};

function WholeMenu({
  label,
  items,
  icon = IconDots,
  target,
  position = 'bottom-end',
  pressed,
}: MenuProps & { pressed: End | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const dropdown = useRef<HTMLDivElement>(null);
  const [end, setEnd] = useState<End>(pressed ?? 'first');
  const wasPressed = useRef(pressed !== undefined);
  useEffect(() => {
    if (!wasPressed.current) return;
    wasPressed.current = false;
    // Focus first: that is where it comes back to when the menu is closed.
    button.current?.focus();
    setIsOpen(true);
  }, []);
  const last = items.findLast(
    (item): item is MenuItem => item !== 'divider' && 'label' in item && item.disabledReason === undefined,
  );
  return (
    <MantineMenu
      opened={isOpen}
      onChange={(opened) => {
        setEnd('first');
        setIsOpen(opened);
      }}
      position={position}
      withinPortal
      withInitialFocusPlaceholder={false}
    >
      {/* Spread: it goes on to the button, which its types do not say. */}
      <MantineMenu.Target
        {...{
          onKeyDown: byArrow((at) => {
            setEnd(at);
            setIsOpen(true);
          }),
        }}
      >
        {target ?? <IconButton ref={button} label={label} icon={icon} />}
      </MantineMenu.Target>
      <MantineMenu.Dropdown ref={dropdown} aria-label={label}>
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
              data-autofocus={(end === 'last' && item === last) || undefined}
              // Its name stays the action; the reason is said after it.
              {...(item.disabledReason && {
                'aria-label': item.label,
                'aria-description': item.disabledReason,
              })}
              onClick={() => {
                // A dialog that this opens gives the focus back to what has it now; the item will be gone.
                (button.current ?? openerOf(dropdown.current))?.focus({ preventScroll: true });
                item.onSelect();
              }}
            >
              {item.label}
              {item.disabledReason && <div className={classes.reason}>{item.disabledReason}</div>}
            </MantineMenu.Item>
          );
        })}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}

/** The button that a target brought along. */
const openerOf = (dropdown: HTMLElement | null) =>
  dropdown && document.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(dropdown.id)}"]`);
