import { type ReactNode, useState } from 'react';
import { Segmented } from '../../base/Segmented';
import { useWidth } from '../../base/use-width';
import styles from './chart.module.css';

type Part = 'middle' | 'right' | 'left';

type Props = {
  banner: ReactNode;
  /** A strip under the banner. */
  strip?: ReactNode;
  left: ReactNode;
  middle: ReactNode;
  right: ReactNode;
  /** Names of the columns, for the tabs of narrow windows. */
  names: Readonly<Record<Part, string>>;
};

/** Widths of the page in rem: a window of 1100 px and one of 832 px (or 200 % text), less the navigation. */
const narrowBelow = 55.75;
const slimBelow = 39;

const rootSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/**
 * The frame of a chart: a fixed banner over three columns that scroll alone. Below 1100 px the right column becomes a
 * tab beside the middle one; below 832 px the left one too.
 */
export function ChartLayout({ banner, strip, left, middle, right, names }: Props) {
  const { ref, width = 0 } = useWidth();
  // rem, so that large text folds the columns as a narrow window does
  const wide = width / rootSize();
  const isNarrow = wide > 0 && wide < narrowBelow;
  const isSlim = wide > 0 && wide < slimBelow;
  const [part, setPart] = useState<Part>('middle');
  const tabs: Part[] = isSlim ? ['middle', 'right', 'left'] : ['middle', 'right'];
  const open = isNarrow && tabs.includes(part) ? part : 'middle';
  return (
    <div className={styles.page} ref={ref}>
      {banner}
      {strip}
      <div className={styles.columns}>
        {!isSlim && (
          <section className={styles.left} aria-label={names.left}>
            {left}
          </section>
        )}
        <div className={styles.middle}>
          {isNarrow && (
            <div className={styles.tabs}>
              <Segmented
                label="Parts of the chart"
                value={open}
                onChange={setPart}
                options={tabs.map((value) => ({ value, label: names[value] }))}
              />
            </div>
          )}
          {open === 'middle' ? (
            middle
          ) : (
            <div className={styles.tabbed}>{open === 'right' ? right : left}</div>
          )}
        </div>
        {!isNarrow && (
          <section className={styles.right} aria-label={names.right}>
            {right}
          </section>
        )}
      </div>
    </div>
  );
}
