import type { ReactNode } from 'react';
import { ForScreenReaders } from '../base/Text';
import { DayHead } from './DayHead';
import styles from './WeekGrid.module.css';

export type WeekCell = { key: string; content: ReactNode; label: string; onOpen: () => void };
export type WeekRow = { key: string; head: string; detail?: string; cells: readonly WeekCell[] };

type Props = {
  days: readonly string[];
  today: string;
  /** What stands over each day besides its date: its total. */
  headOf?: (day: string) => ReactNode;
  onOpenDay: (day: string) => void;
  rows: readonly WeekRow[];
  /** Names the first column. */
  rowName: string;
};

/** A week as a table: a row for each doctor, a column for each day; each cell opens its day. */
export function WeekGrid({ days, today, headOf, onOpenDay, rows, rowName }: Props) {
  return (
    <div className={styles.frame}>
      <table className={styles.week}>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              {rowName}
            </th>
            {days.map((day) => (
              <th key={day} scope="col" data-today={day === today || undefined}>
                <DayHead {...{ day, today }} total={headOf?.(day)} onOpen={() => onOpenDay(day)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className={styles.rowHead}>
                <span className={styles.name}>{row.head}</span>
                {row.detail && <span className={styles.detail}>{row.detail}</span>}
              </th>
              {row.cells.map(({ key, content, label, onOpen }) => (
                <td key={key}>
                  <button type="button" className={styles.cell} onClick={onOpen}>
                    {/* Not a label: it would have to repeat the numbers in sight as they stand (WCAG 2.5.3). */}
                    <ForScreenReaders>{label}</ForScreenReaders>
                    {content}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
