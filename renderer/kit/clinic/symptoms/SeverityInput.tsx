import { type KeyboardEvent, useId, useRef } from 'react';
import { severityByKey } from './quick-symptom';
import styles from './symptoms.module.css';

type Props = {
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  disabled?: boolean;
};

const levels = Array.from({ length: 11 }, (_, level) => level);

/** 0 to 10 in one press: by click, by digit (1 and then 0 is 10), or by arrows as in any group of radio buttons. */
export function SeverityInput({ value, onChange, disabled }: Props) {
  const id = useId();
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const choose = (level: number) => {
    onChange(level);
    buttons.current[level]?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const byArrow = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    const next =
      byArrow === undefined
        ? severityByKey(event.key, value)
        : Math.min(Math.max((value ?? -1) + byArrow, 0), 10);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
  };
  return (
    <div className={styles.severity}>
      <span id={id} className={styles.label}>
        Severity
      </span>
      <div role="radiogroup" aria-labelledby={id} className={styles.levels}>
        {levels.map((level) => (
          // It is chosen by its digit too; the browser's own radio button gives no way to.
          <button
            key={level}
            ref={(element) => {
              buttons.current[level] = element;
            }}
            type="button"
            role="radio"
            aria-checked={value === level}
            aria-label={`${level}${{ 0: ', none', 10: ', the worst imaginable' }[level] ?? ''}`}
            tabIndex={level === (value ?? 0) ? 0 : -1}
            onKeyDown={press}
            disabled={disabled}
            className={styles.level}
            // A second click takes it back: not everything can be put in a number.
            onClick={() => onChange(value === level ? undefined : level)}
          >
            {level}
          </button>
        ))}
      </div>
    </div>
  );
}
