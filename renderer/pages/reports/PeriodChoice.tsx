import { useEffect, useState } from 'react';
import { calendarDate } from '../../../shared/schema';
import { useToday } from '../../kit/data';
import { FieldInput, SelectField } from '../../kit/inputs';
import { type Days, daysOf, isPreset, type Period, presetNames, presets, wrongDays } from './period';

type Props = { period: Period; onChange: (period: Period) => void };
type Typed = { from: unknown; to: unknown };

const chosenDays = 'chosen';
const options = [
  ...presetNames.map((name) => ({ value: name as string, label: presets[name].label })),
  { value: chosenDays, label: 'Other days' },
];
const fields = { from: calendarDate({ label: 'From' }), to: calendarDate({ label: 'To' }) };

/** A period by name, or any days; days count once both are there and in order. */
export function PeriodChoice({ period, onChange }: Props) {
  const today = useToday();
  const [isFree, setIsFree] = useState(!('preset' in period));
  const name = isFree || !('preset' in period) ? chosenDays : period.preset;
  // Back may lead from days to a name.
  useEffect(() => setIsFree(!('preset' in period)), [period]);
  const days = daysOf(period, today);
  return (
    <>
      <SelectField
        label="Period"
        value={name}
        options={options}
        onChange={(next) => {
          if (isPreset(next)) onChange({ preset: next });
          else setIsFree(true);
        }}
      />
      {name === chosenDays && <ChosenDays key={`${days.from} ${days.to}`} days={days} onChange={onChange} />}
    </>
  );
}

function ChosenDays({ days, onChange }: { days: Days; onChange: Props['onChange'] }) {
  const [typed, setTyped] = useState<Typed>(days);
  const [isLeft, setIsLeft] = useState(false);
  const wrong = wrongDays(typed.from, typed.to);
  const take = (name: keyof Typed, value: unknown) => {
    const next = { ...typed, [name]: value };
    setTyped(next);
    setIsLeft(false);
    if (next.from === days.from && next.to === days.to) return;
    // `wrongDays` has nothing against two dates only.
    if (wrongDays(next.from, next.to) === null) onChange({ from: String(next.from), to: String(next.to) });
  };
  return (['from', 'to'] as const).map((name) => (
    <FieldInput
      key={name}
      name={name}
      field={fields[name]}
      value={typed[name]}
      error={isLeft ? wrong?.[name] : undefined}
      onChange={(value) => take(name, value)}
      onBlur={() => setIsLeft(true)}
    />
  ));
}
