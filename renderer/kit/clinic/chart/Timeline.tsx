import {
  IconActivityHeartbeat,
  IconCalendarEvent,
  IconFileText,
  IconNotes,
  IconPill,
  IconStethoscope,
} from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { Icon, type IconLike } from '../../base/Icon';
import { Menu, type MenuItem } from '../../base/Menu';
import { Tag } from '../../base/Tag';
import { formatDayAndMonth, formatPartialDate } from '../../format';
import { TakenState } from '../../medicine/TakenState';
import { amendedBy, isLongText, type TimelineEntry, type TimelineKind } from '../timeline';
import { SignatureMark } from '../visit/SignatureMark';
import styles from './timeline.module.css';

const icons: Readonly<Record<TimelineKind, IconLike>> = {
  healthlogs: IconStethoscope,
  prescriptions: IconPill,
  symptomjournals: IconNotes,
  appointments: IconCalendarEvent,
  attachments: IconFileText,
  readings: IconActivityHeartbeat,
};

/** Beyond this many entries only those in sight are drawn. */
const drawnAtOnce = 60;

type Props = {
  /** What the entries were chosen by: those of another choice are shown from the first. */
  choice?: string;
  entries: readonly TimelineEntry[];
  /** A line above an entry where another part of the timeline begins. */
  headOf?: (entry: TimelineEntry, before: TimelineEntry | undefined) => string | undefined;
  /** Every long text in full. */
  isExpanded: boolean;
  onOpen: (entry: TimelineEntry) => void;
  menuOf: (entry: TimelineEntry) => MenuItem[];
  /** What is to be done with an entry, in sight below it. */
  nextOf?: (entry: TimelineEntry) => ReactNode;
};

/** Events of a chart, newest first, with its own scroll; thousands of them stay smooth. */
export function Timeline({ choice, entries, headOf, isExpanded, onOpen, menuOf, nextOf }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const isVirtual = entries.length > drawnAtOnce;
  const virtual = useVirtualizer({
    count: isVirtual ? entries.length : 0,
    getScrollElement: () => scroller.current,
    // Until it is measured: the entries are drawn with the page, not after it was laid out without them.
    initialRect: { width: 0, height: window.innerHeight * 0.75 },
    estimateSize: () => 96,
    overscan: 10,
    getItemKey: (index) => entries[index]?.record.id ?? index,
  });
  const shownChoice = useRef(choice);
  useLayoutEffect(() => {
    if (shownChoice.current === choice) return;
    shownChoice.current = choice;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [choice]);
  const toggle = (id: string) =>
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const item = (entry: TimelineEntry, index: number) => (
    <Entry
      entry={entry}
      head={headOf?.(entry, entries[index - 1])}
      isOpen={isExpanded || opened.has(entry.record.id)}
      onToggle={isExpanded ? undefined : () => toggle(entry.record.id)}
      onOpen={() => onOpen(entry)}
      items={menuOf(entry)}
      next={nextOf?.(entry)}
    />
  );
  return (
    // A region that scrolls must be reachable by the arrow keys (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroller} ref={scroller} tabIndex={0} role="region" aria-label="Timeline">
      {isVirtual ? (
        // Another list than the short one: what is measured must not be handed on to it.
        <ol
          key="placed"
          className={styles.list}
          style={{ height: virtual.getTotalSize(), position: 'relative' }}
        >
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const entry = entries[index];
            if (!entry) return null;
            return (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                aria-setsize={entries.length}
                aria-posinset={index + 1}
                className={styles.placed}
                style={{ transform: `translateY(${start}px)` }}
              >
                {item(entry, index)}
              </li>
            );
          })}
        </ol>
      ) : (
        <ol key="whole" className={styles.list}>
          {entries.map((entry, index) => (
            <li key={entry.record.id}>{item(entry, index)}</li>
          ))}
        </ol>
      )}
    </div>
  );
}

type EntryProps = {
  entry: TimelineEntry;
  head?: string;
  isOpen: boolean;
  onToggle?: () => void;
  onOpen: () => void;
  items: MenuItem[];
  next?: ReactNode;
};

/** Icon, title, date at the right, text, who wrote it. */
function Entry({ entry, head, isOpen, onToggle, onOpen, items, next }: EntryProps) {
  const { kind, title, text, detail, warnings } = entry;
  const date = datesOf(entry);
  const isLong = isLongText(entry);
  return (
    <>
      {head && <h3 className={styles.head}>{head}</h3>}
      <article
        className={styles.entry}
        data-below={amendedBy(entry) !== undefined || undefined}
        aria-label={`${title}, ${date ?? 'no date'}`}
      >
        <span className={styles.icon}>
          <Icon icon={icons[kind]} size={14} />
        </span>
        <div className={styles.body}>
          <div className={styles.titleLine}>
            <button type="button" className={styles.title} onClick={onOpen}>
              {title}
            </button>
            <span className={styles.more}>
              <Menu label={`More for ${title}`} items={items} />
            </span>
            <span className={styles.date}>{date ?? 'No date'}</span>
          </div>
          {text && (
            <p className={styles.text} data-cut={(isLong && !isOpen) || undefined}>
              {text}
            </p>
          )}
          {isLong && onToggle && (
            <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={onToggle}>
              {isOpen ? 'Less' : 'Show all'}
            </button>
          )}
          <p className={styles.detail}>{detail}</p>
          {warnings && (
            <p className={styles.warnings}>
              {warnings.map((words) => (
                <Tag key={words} tone="warn">
                  {words}
                </Tag>
              ))}
            </p>
          )}
          {entry.taken && <TakenState {...entry.taken} />}
          {entry.kind === 'healthlogs' && <SignatureMark visit={entry.record} isAmended={entry.isAmended} />}
          {next && <div className={styles.next}>{next}</div>}
        </div>
      </article>
    </>
  );
}

/** "28 Nov 2026", or "26 Nov – 28 Nov 2026" of what went on for days. */
function datesOf({ date, since }: TimelineEntry): string | undefined {
  if (date === undefined || since === undefined) return date && formatPartialDate(date);
  const isSameYear = since.slice(0, 4) === date.slice(0, 4);
  return `${isSameYear ? formatDayAndMonth(since) : formatPartialDate(since)} – ${formatPartialDate(date)}`;
}
