import { Avatar, Icon, Mark, Marked, Tag } from '../../base';
import { matchedParts } from './matched-parts';
import styles from './palette.module.css';
import type { PaletteEntry } from './palette-entry';

function Matched({ text, query }: { text: string; query: string }) {
  let at = 0;
  return matchedParts(text, query).map((part) => {
    const key = at;
    at += part.text.length;
    return part.isMatch ? <Mark key={key}>{part.text}</Mark> : <span key={key}>{part.text}</span>;
  });
}

type EntryProps = {
  id: string;
  entry: PaletteEntry;
  isChosen: boolean;
  query: string;
  onChoose: (entry: PaletteEntry) => void;
  onOpen: (entry: PaletteEntry) => void;
};

function Entry({ id, entry, isChosen, query, onChoose, onOpen }: EntryProps) {
  return (
    // The keys of a combobox are pressed in its field; a listbox option needs none of its own.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      className={styles.entry}
      data-person={entry.icon === undefined || undefined}
      data-record={entry.fragment !== undefined || undefined}
      onMouseMove={isChosen ? undefined : () => onChoose(entry)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onOpen(entry)}
    >
      {entry.icon ? (
        <span className={styles.icon}>
          <Icon icon={entry.icon} />
        </span>
      ) : (
        <Avatar name={entry.label} size={28} />
      )}
      <span className={styles.words}>
        <span className={styles.label}>
          {entry.patient ? <Matched text={entry.label} query={query} /> : entry.label}
        </span>
        {entry.detail && (
          <span className={styles.detail}>
            {entry.patient ? <Matched text={entry.detail} query={query} /> : entry.detail}
          </span>
        )}
        {entry.fragment && (
          <span className={styles.fragment}>
            <Marked {...entry.fragment} />
          </span>
        )}
      </span>
      {entry.reasons.map((reason) => (
        <Tag key={reason}>{reason}</Tag>
      ))}
    </div>
  );
}

type Props = Omit<EntryProps, 'entry' | 'isChosen'> & {
  entries: readonly PaletteEntry[];
  chosen: PaletteEntry | undefined;
};

/** The results in their groups; one of them is chosen. */
export function Results({ id, entries, chosen, ...rest }: Props) {
  const groups = [...new Set(entries.map(({ group }) => group))];
  return (
    <div role="listbox" id={id} aria-label="Results">
      {groups.map((group) => (
        // A group of options, not of fields.
        <div key={group} role="group" aria-label={group}>
          <div className={styles.group} aria-hidden>
            {group}
          </div>
          {entries
            .filter((entry) => entry.group === group)
            .map((entry) => (
              <Entry
                key={entry.key}
                id={`${id} ${entry.key}`.replaceAll(' ', '-')}
                entry={entry}
                isChosen={entry === chosen}
                {...rest}
              />
            ))}
        </div>
      ))}
    </div>
  );
}
