import { Button as MantineButton, Tooltip } from '@mantine/core';
import { type MouseEvent, type ReactNode, type Ref, useId } from 'react';
import classes from './button.module.css';
import { Icon, type IconLike } from './Icon';
import { Key } from './Key';

export type ButtonProps = {
  /** The words on the button; `children` does the same. */
  label?: string;
  children?: ReactNode;
  icon?: IconLike;
  onClick?: (event: MouseEvent<HTMLElement>) => void;
  /** Shown at the right edge, as in `mod+S`. It only shows the keys; `useShortcut` makes them work. */
  shortcut?: string;
  /** Why it cannot be used now, as a sentence. Its presence disables the button, which stays reachable and tells it. */
  disabledReason?: string;
  loading?: boolean;
  /** Cannot be used for a moment that needs no words; it keeps its look. */
  isPaused?: boolean;
  type?: 'button' | 'submit';
  /** `small` is the 26 px action of a row. */
  size?: 'normal' | 'small';
  fullWidth?: boolean;
  /** For a name that differs from the words on it: "Send in Emre Yılmaz". Must contain those words. */
  ariaLabel?: string;
  autoFocus?: boolean;
  /** `id` of a form that a submit button outside of it sends. */
  form?: string;
  ref?: Ref<HTMLButtonElement>;
};

type Look = 'primary' | 'default' | 'soft' | 'quiet' | 'danger';

function AnyButton(props: ButtonProps & { look: Look }) {
  const { look, label, children, icon, onClick, shortcut, disabledReason, loading, isPaused, ...more } =
    props;
  const { type = 'button', size = 'normal', fullWidth, ariaLabel, autoFocus, form, ref, ...rest } = more;
  const reasonId = useId();
  const isOff = disabledReason !== undefined;
  const button = (
    <MantineButton
      // What a menu or popover gives its opener: expanded, controls, id.
      {...rest}
      ref={ref}
      className={classes[look]}
      data-size={size}
      variant="default"
      type={isOff ? 'button' : type}
      form={form}
      loading={loading}
      loaderProps={{ color: 'currentColor', size: 16 }}
      fullWidth={fullWidth}
      leftSection={icon && <Icon icon={icon} />}
      rightSection={shortcut && <Key keys={shortcut} onFill={look === 'primary'} />}
      aria-label={ariaLabel}
      autoFocus={autoFocus}
      data-autofocus={autoFocus || undefined}
      data-disabled={isOff || undefined}
      aria-disabled={isOff || isPaused || undefined}
      aria-describedby={isOff ? reasonId : undefined}
      onClick={isOff ? (event: MouseEvent) => event.preventDefault() : onClick}
    >
      {label ?? children}
    </MantineButton>
  );
  if (!isOff) return button;
  return (
    <>
      <Tooltip label={disabledReason} openDelay={0}>
        {button}
      </Tooltip>
      <span id={reasonId} className={classes.reason}>
        {disabledReason}
      </span>
    </>
  );
}

/** The one obvious next step of a page or dialog. */
export const PrimaryButton = (props: ButtonProps) => <AnyButton look="primary" {...props} />;
/** Everything else that has an edge: "Walk-in", "Import". */
export const DefaultButton = (props: ButtonProps) => <AnyButton look="default" {...props} />;
/** Can be done now, in a row: "Send in". */
export const SoftButton = (props: ButtonProps) => <AnyButton look="soft" {...props} />;
/** Plain words without an edge: "Columns", "Expand all". */
export const QuietButton = (props: ButtonProps) => <AnyButton look="quiet" {...props} />;
/** Removes or stops something. */
export const DangerButton = (props: ButtonProps) => <AnyButton look="danger" {...props} />;
