import type { FoundRecords } from '../../../shared/contract';
import { calendarDate, reference } from '../../../shared/schema';
import { FilterInput } from '../inputs';
import classes from './found.module.css';
import { countWord, kindsWord } from './found-words';
import type { SearchQuery } from './search-address';

type Props = {
  query: SearchQuery;
  onChange: (change: Partial<SearchQuery>) => void;
  /** What was found of each kind. */
  groups: readonly FoundRecords[];
  /** Where the person may filter by doctor. */
  hasDoctors: boolean;
};

const from = calendarDate({ label: 'From' });
const to = calendarDate({ label: 'To' });
const doctor = reference({ label: 'Doctor', to: 'doctors' });

/** Which kinds, which days, whose work. Each change counts at once. */
export function FoundFilters({ query, onChange, groups, hasDoctors }: Props) {
  const { kind } = query;
  // A kind that is chosen stays in sight, also where nothing more is found in it.
  const isMissing = kind !== undefined && !groups.some((group) => group.kind === kind);
  return (
    <div className={classes.filters}>
      <div className={classes.chips} role="group" aria-label="Kinds">
        <Chip label="All" isOn={kind === undefined} onClick={() => onChange({ kind: undefined })} />
        {groups.map((group) => (
          <Chip
            key={group.kind}
            label={kindsWord(group.kind)}
            count={countWord(group)}
            isOn={kind === group.kind}
            onClick={() => onChange({ kind: group.kind })}
          />
        ))}
        {isMissing && (
          <Chip label={kindsWord(kind)} count="0" isOn onClick={() => onChange({ kind: undefined })} />
        )}
      </div>
      <div className={classes.inputs}>
        <FilterInput field={from} value={query.from} onChange={(value) => onChange({ from: value })} />
        <FilterInput field={to} value={query.to} onChange={(value) => onChange({ to: value })} />
        {hasDoctors && (
          <FilterInput
            field={doctor}
            value={query.doctor}
            onChange={(value) => onChange({ doctor: value })}
          />
        )}
      </div>
    </div>
  );
}

type ChipProps = { label: string; count?: string; isOn: boolean; onClick: () => void };

function Chip({ label, count, isOn, onClick }: ChipProps) {
  return (
    <button type="button" className={classes.chip} aria-pressed={isOn} onClick={onClick}>
      {label} {count && <span className={classes.count}>{count}</span>}
    </button>
  );
}
