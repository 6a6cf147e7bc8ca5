import { ActionIcon, Tooltip } from '@mantine/core';
import type { MouseEvent, Ref } from 'react';
import { Icon, type IconLike } from './Icon';
import { keysInWords } from './Key';

export type IconButtonProps = {
  /** Its name for screen readers, and its tooltip. */
  label: string;
  icon: IconLike;
  onClick?: (event: MouseEvent<HTMLElement>) => void;
  shortcut?: string;
  disabledReason?: string;
  size?: number;
  ref?: Ref<HTMLButtonElement>;
  /** For a button that opens or toggles something. */
  pressed?: boolean;
  expanded?: boolean;
};

/** A button that is only an icon; at least 24 px to hit. */
export function IconButton(props: IconButtonProps) {
  const {
    label,
    icon,
    onClick,
    shortcut,
    disabledReason,
    size = 16,
    ref,
    pressed,
    expanded,
    ...rest
  } = props;
  const isOff = disabledReason !== undefined;
  // Its own menu must not lie under its own tooltip.
  const isOpen = expanded ?? ('aria-expanded' in rest && rest['aria-expanded'] === true);
  const hint = disabledReason ?? (shortcut ? `${label} (${keysInWords(shortcut)})` : label);
  return (
    <Tooltip label={hint} disabled={isOpen}>
      <ActionIcon
        aria-expanded={expanded}
        // What a menu or popover gives its opener: expanded, controls, id.
        {...rest}
        ref={ref}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={isOff || undefined}
        data-disabled={isOff || undefined}
        onClick={isOff ? undefined : onClick}
      >
        <Icon icon={icon} size={size} />
      </ActionIcon>
    </Tooltip>
  );
}
