import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar, IconClock } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { instantOf, wallClockOf } from '../../../shared/rules/time';
import { isCalendarDate, isClockTime, isPartialDate } from '../../../shared/schema';
import { Icon } from '../base/Icon';
import { useTimeZone, useToday } from '../data/clock';
import { formatInstant } from '../format';
import { commonProps, type FieldInputProps } from './input-props';
import {
  dateNotation,
  partialDateNotation,
  readDate,
  readTime,
  timeNotation,
  writesMonthFirst,
} from './notations';
import { useTypedText } from './typed-text';

const isDate = (value: unknown): value is string => typeof value === 'string' && isCalendarDate(value);
const isPartial = (value: unknown): value is string => typeof value === 'string' && isPartialDate(value);
const isTime = (value: unknown): value is string => typeof value === 'string' && isClockTime(value);
const isInstant = (value: unknown): value is Date => value instanceof Date;
const monthFirst = () => writesMonthFirst(navigator.language);

/** A date, typed as one likes ("12.3.72") or picked from a calendar (the button, or Alt+↓). */
export function DateInput(props: FieldInputProps) {
  const { value, onChange, onBlur, field, disabled, label } = props;
  const today = useToday();
  const notation = useMemo(() => dateNotation(today, monthFirst()), [today]);
  const typed = useTypedText(value, isDate, notation, onChange);
  const [isOpen, setIsOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const common = commonProps(props);
  const calendar = (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          aria-label={`${label ?? field.label}: open the calendar`}
          disabled={disabled}
          tabIndex={-1}
          onClick={() => setIsOpen((open) => !open)}
        >
          <Icon icon={IconCalendar} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={label ?? field.label} p={12}>
        <DatePicker
          value={isDate(value) ? value : null}
          defaultDate={isDate(value) ? value : today}
          onChange={(picked) => {
            if (picked) typed.pick(picked);
            setIsOpen(false);
            input.current?.focus();
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <TextInput
      {...common}
      ref={input}
      placeholder={common.placeholder ?? 'Day month year'}
      value={typed.text}
      rightSection={calendar}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (!event.altKey || event.key !== 'ArrowDown') return;
        event.preventDefault();
        setIsOpen(true);
      }}
      onBlur={() => {
        typed.leave();
        onBlur?.();
      }}
    />
  );
}

/** A day, or only its month or year where no more is known: "2014", "Mar 2014", "12.3.2014". */
export function PartialDateInput(props: FieldInputProps) {
  const { value, onChange, onBlur } = props;
  const today = useToday();
  const notation = useMemo(() => partialDateNotation(today, monthFirst()), [today]);
  const typed = useTypedText(value, isPartial, notation, onChange);
  const common = commonProps(props);
  return (
    <TextInput
      {...common}
      placeholder={common.placeholder ?? 'Year, or day month year'}
      value={typed.text}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={() => {
        typed.leave();
        onBlur?.();
      }}
    />
  );
}

/** A clock time, typed as one likes ("930"). */
export function TimeInput(props: FieldInputProps) {
  const { value, onChange, onBlur } = props;
  const typed = useTypedText(value, isTime, timeNotation, onChange);
  const common = commonProps(props);
  return (
    <TextInput
      {...common}
      placeholder={common.placeholder ?? '09:30'}
      value={typed.text}
      rightSection={<Icon icon={IconClock} />}
      rightSectionProps={{ 'aria-hidden': true }}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={() => {
        typed.leave();
        onBlur?.();
      }}
    />
  );
}

/** A point in time, typed as date and time of the clinic: "23 Nov 2026 09:42". */
export function InstantInput(props: FieldInputProps) {
  const { value, onChange, onBlur } = props;
  const today = useToday();
  const timeZone = useTimeZone();
  const notation = useMemo(
    () => ({
      write: (instant: Date) => formatInstant(instant, timeZone),
      read: (text: string) => {
        const match = /^(.*?)[\s,]+(\S+(?:\s*[ap]\.?m\.?)?)$/i.exec(text);
        const date = match?.[1] ? readDate(match[1], today, monthFirst()) : null;
        const time = match?.[2] ? readTime(match[2]) : null;
        if (!date || !time) return null;
        return instantOf(date, time, timeZone);
      },
    }),
    [today, timeZone],
  );
  const typed = useTypedText(value, isInstant, notation, onChange);
  const common = commonProps(props);
  return (
    <TextInput
      {...common}
      placeholder={common.placeholder ?? `${wallClockOf(new Date(), timeZone).date} 09:30`}
      value={typed.text}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={() => {
        typed.leave();
        onBlur?.();
      }}
    />
  );
}
