import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { QuietButton } from '../../base/Button';
import { IconButton } from '../../base/IconButton';
import { Segmented } from '../../base/Segmented';
import { SearchField } from '../../inputs/PlainFields';
import type { TimelineKind } from '../timeline';
import styles from './chart.module.css';

export type TimelineFilter = { kind: TimelineKind | 'all'; text: string; isExpanded: boolean };

type Props = {
  value: TimelineFilter;
  onChange: (value: TimelineFilter) => void;
  /** Some text is longer than what is shown of it. */
  hasLongText: boolean;
  /** Kinds that this chart has, with their names. */
  kinds: readonly { value: TimelineKind; label: string }[];
};

/** What the timeline shows: one kind or all, words in it, long texts in full. */
export function TimelineHead({ value, onChange, kinds, hasLongText }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  // What is looked for stays in sight.
  const isLooking = isOpen || value.text !== '';
  return (
    <div className={styles.filters}>
      <div className={styles.filterLine}>
        <h2>Timeline</h2>
        {kinds.length > 1 && (
          <div className={styles.kinds}>
            <Segmented
              label="Timeline shows"
              value={value.kind}
              onChange={(kind) => onChange({ ...value, kind })}
              options={[{ value: 'all' as const, label: 'All' }, ...kinds]}
            />
          </div>
        )}
        <div className={styles.filterTools}>
          {hasLongText && (
            <QuietButton
              label={value.isExpanded ? 'Shorten all' : 'Expand all'}
              onClick={() => onChange({ ...value, isExpanded: !value.isExpanded })}
            />
          )}
          {isLooking ? (
            <div className={styles.search}>
              <SearchField
                label="Find in the timeline"
                placeholder="Find in the timeline"
                autoFocus
                value={value.text}
                onChange={(text) => onChange({ ...value, text })}
                onBlur={() => setIsOpen(false)}
                onKeyDown={({ key }) => {
                  if (key === 'Escape' && value.text === '') setIsOpen(false);
                }}
              />
            </div>
          ) : (
            <IconButton label="Find in the timeline" icon={IconSearch} onClick={() => setIsOpen(true)} />
          )}
        </div>
      </div>
    </div>
  );
}
