import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './choice-cards.module.css';
import { Icon, type IconLike } from './Icon';

export type ChoiceCard<T extends string> = {
  value: T;
  title: ReactNode;
  text?: ReactNode;
  icon?: IconLike;
  /** At the upper right: "changed 20 s ago", "Most small clinics". */
  note?: ReactNode;
};

export type ChoiceCardsProps<T extends string> = {
  label: string;
  value: T | null;
  onChange: (value: T) => void;
  options: readonly ChoiceCard<T>[];
  /** Side by side instead of one under the other. */
  across?: boolean;
};

/** A choice whose answers need room to explain themselves. Radio buttons in substance: arrow keys move. */
export function ChoiceCards<T extends string>(props: ChoiceCardsProps<T>) {
  const { label, value, onChange, options, across } = props;
  return (
    <Radio.Group
      aria-label={label}
      value={value}
      // Mantine answers with one of the values it was given.
      onChange={(next) => onChange(next as T)}
    >
      <div className={classes.cards} data-across={across || undefined}>
        {options.map((option) => (
          <label
            key={option.value}
            className={classes.card}
            data-chosen={option.value === value || undefined}
          >
            <Radio value={option.value} className={classes.radio} />
            {option.icon && (
              <span className={classes.icon}>
                <Icon icon={option.icon} size={20} />
              </span>
            )}
            <span className={classes.words}>
              <span className={classes.head}>
                <span className={classes.title}>{option.title}</span>
                {option.note && <span className={classes.note}>{option.note}</span>}
              </span>
              {option.text && <span className={classes.text}>{option.text}</span>}
            </span>
          </label>
        ))}
      </div>
    </Radio.Group>
  );
}
