import {
  ActionIcon,
  Button,
  Checkbox,
  Combobox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  InputWrapper,
  Kbd,
  Menu,
  Modal,
  ModalHeader,
  ModalOverlay,
  Notification,
  Pill,
  Popover,
  Radio,
  ScrollArea,
  ScrollAreaAutosize,
  SegmentedControl,
  Switch,
  Tooltip,
} from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import parts from './theme.module.css';
import { dark, light, sizes } from './tokens';

const still = { duration: 0 };
const fading = { transition: 'fade', duration: 100 } as const;

/** The look of every Mantine part that the kit is made of. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  black: light.text,
  colors: {
    accent: [
      '#E8F4F6',
      '#CFE6EA',
      '#A6D2D9',
      '#79BBC6',
      '#4FA4B2',
      '#2C8C9C',
      '#147787',
      '#0C6B7C',
      '#095867',
      '#06424E',
    ],
    gray: [
      '#F7F9FA',
      '#F1F5F6',
      '#E3E8EB',
      '#CBD3D8',
      '#A7B1B9',
      '#87939C',
      '#5E6A74',
      '#46525B',
      '#2D373E',
      '#182026',
    ],
    dark: [
      '#E4E9EC',
      '#B7C1C8',
      '#929EA8',
      '#6B7781',
      '#3A444C',
      '#272F35',
      '#1D2328',
      '#161B1F',
      '#101417',
      '#0A0D0F',
    ],
  },
  fontFamily: '"Inter Variable", Inter, "Segoe UI", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1rem', sm: '1.25rem', md: '1.25rem', lg: '1.5rem', xl: '1.75rem' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  shadows: {
    sm: '0 1px 2px rgba(16,24,32,.06)',
    md: '0 4px 16px rgba(16,24,32,.10), 0 1px 3px rgba(16,24,32,.08)',
    lg: '0 16px 48px rgba(16,24,32,.18), 0 2px 8px rgba(16,24,32,.08)',
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.125rem', lineHeight: '1.5rem' },
      h2: { fontSize: '0.875rem', lineHeight: '1.25rem' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.25rem' },
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ classNames: { root: parts.button, section: parts.buttonSection } }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray' },
      classNames: { root: parts.iconButton },
    }),
    Input: Input.extend({
      classNames: { wrapper: parts.inputWrapper, input: parts.input },
      vars: () => ({ wrapper: { '--input-height': 'var(--h-control)', '--input-fz': 'var(--f-base)' } }),
    }),
    InputWrapper: InputWrapper.extend({
      classNames: {
        label: parts.label,
        description: parts.help,
        error: parts.error,
        required: parts.required,
      },
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
    Checkbox: Checkbox.extend({
      defaultProps: { size: 'xs', radius: 'xs' },
      classNames: { body: parts.checkBody, input: parts.check, label: parts.checkLabel },
    }),
    Radio: Radio.extend({
      defaultProps: { size: 'xs' },
      classNames: { body: parts.checkBody, radio: parts.check, label: parts.checkLabel },
    }),
    Switch: Switch.extend({ defaultProps: { size: 'sm' }, classNames: { label: parts.checkLabel } }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', radius: 'lg', transitionProps: fading },
      classNames: { dropdown: parts.menu, item: parts.menuItem, label: parts.menuLabel },
    }),
    Combobox: Combobox.extend({
      defaultProps: { shadow: 'md', radius: 'lg', transitionProps: still },
      classNames: { dropdown: parts.menu, option: parts.option, empty: parts.optionNote },
    }),
    // Lists to choose from are as wide as they are; they scroll up and down alone.
    ScrollArea: ScrollArea.extend({ defaultProps: { scrollbars: 'y' } }),
    ScrollAreaAutosize: ScrollAreaAutosize.extend({ defaultProps: { scrollbars: 'y' } }),
    Popover: Popover.extend({
      defaultProps: { shadow: 'lg', radius: 'lg', transitionProps: fading },
      classNames: { dropdown: parts.popover },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: fading },
      classNames: { tooltip: parts.tooltip },
    }),
    // A <header> in a dialog would count as a second banner of the page.
    ModalHeader: ModalHeader.extend({ defaultProps: { role: 'presentation' } }),
    // By itself, for the dialogs that are put together of parts too.
    ModalOverlay: ModalOverlay.extend({
      defaultProps: { color: 'rgb(14, 22, 28)', backgroundOpacity: 0.36, blur: 0 },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'xl',
        shadow: 'lg',
        transitionProps: { transition: 'pop', duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      classNames: {
        content: parts.dialog,
        header: parts.dialogHeader,
        title: parts.dialogTitle,
        body: parts.dialogBody,
      },
    }),
    DatePicker: DatePicker.extend({
      classNames: { day: parts.day, weekday: parts.weekday, calendarHeaderLevel: parts.calendarLevel },
      defaultProps: {
        ariaLabels: {
          nextMonth: 'Next month',
          previousMonth: 'Month before',
          nextYear: 'Next year',
          previousYear: 'Year before',
          nextDecade: 'Next ten years',
          previousDecade: 'Ten years before',
        },
      },
    }),
    Kbd: Kbd.extend({ classNames: { root: parts.key } }),
    Pill: Pill.extend({ classNames: { root: parts.pill } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', radius: 'md', transitionDuration: 0, withItemsBorders: false },
      classNames: {
        root: parts.segmented,
        control: parts.segmentBox,
        label: parts.segment,
        indicator: parts.segmentThumb,
      },
    }),
    // More would cover the list that is worked on; the older ones come back when there is room.
    Notifications: Notifications.extend({
      classNames: { root: parts.toasts },
      defaultProps: { limit: 3, containerWidth: 360 },
    }),
    Notification: Notification.extend({
      classNames: {
        root: parts.toast,
        title: parts.toastTitle,
        description: parts.toastText,
        icon: parts.toastIcon,
      },
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
    }),
  },
});

const prefixed = (prefix: string, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${prefix}${name}`, value]));

/** Mantine's own variables, told in our tokens. */
const mantineFrom = (tokens: Readonly<Record<keyof typeof light, string>>) => ({
  '--mantine-color-body': tokens.surface,
  '--mantine-color-text': tokens.text,
  '--mantine-color-dimmed': tokens['text-3'],
  '--mantine-color-bright': tokens.text,
  '--mantine-color-default': tokens.raised,
  '--mantine-color-default-color': tokens.text,
  '--mantine-color-default-hover': tokens.hover,
  '--mantine-color-default-border': tokens['line-strong'],
  '--mantine-color-placeholder': tokens['text-3'],
  '--mantine-color-error': tokens.danger,
  '--mantine-color-anchor': tokens.accent,
  '--mantine-primary-color-filled': tokens['accent-fill'],
  '--mantine-primary-color-filled-hover': tokens['accent-hover'],
  '--mantine-color-accent-filled': tokens['accent-fill'],
  '--mantine-color-accent-filled-hover': tokens['accent-hover'],
  '--mantine-color-accent-light': tokens['accent-soft'],
  '--mantine-color-accent-light-color': tokens['accent-on-soft'],
  '--mantine-color-accent-light-hover': tokens['accent-soft-hover'],
  '--mantine-color-accent-text': tokens.accent,
});

/** The tokens as CSS variables: `--c-…` colours by scheme, sizes in both. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: prefixed('', sizes),
  light: { ...prefixed('c-', light), ...mantineFrom(light) },
  dark: { ...prefixed('c-', dark), ...mantineFrom(dark) },
});
