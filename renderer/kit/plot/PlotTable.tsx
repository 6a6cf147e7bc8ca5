import { Link } from '../base/Link';
import { formatInstant } from '../format';
import { PlainTable } from '../record';
import { sideSigns, sideWords } from './LaneHead';
import { indexAt, type Lane, type Side, sideOf, sideOfNoted } from './lanes';
import styles from './plot.module.css';
import { endOf, writePoint, writeWhen } from './readout';
import type { TimeSpan } from './time-span';

type Row = {
  key: string;
  at: number;
  when: string;
  what: string;
  value: string;
  side?: Side;
  opens?: string;
};
type Where = { now: number; timeZone: string };

/** More would take long to draw and nobody reads it. */
const mostRows = 500;

/** Everything a plot shows in a stretch, newest first. */
function rowsOf(lanes: readonly Lane[], span: TimeSpan, { now, timeZone }: Where): Row[] {
  const isShown = (each: TimeSpan) => each.to >= span.from && each.from <= span.to;
  const rows = lanes.flatMap((lane): Row[] => {
    if (lane.kind === 'marks') {
      return lane.marks.filter(isShown).map((mark) => ({
        key: `${lane.key} ${mark.key}`,
        at: mark.from,
        when: writeWhen(mark, timeZone),
        what: lane.label,
        value: [mark.label, mark.detail].filter(Boolean).join(', '),
        ...(mark.opens && { opens: mark.opens }),
      }));
    }
    if (lane.kind === 'bars') {
      return lane.bars
        .filter((bar) => isShown({ from: bar.from, to: endOf(bar, now) }))
        .map((bar) => ({
          key: `${lane.key} ${bar.key}`,
          at: bar.from,
          when: writeWhen({ from: bar.from, to: Infinity }, timeZone),
          what: lane.label,
          value: [bar.label, bar.detail].filter(Boolean).join(', '),
          ...(bar.opens && { opens: bar.opens }),
        }));
    }
    const measured = lane.lines.flatMap(({ key, label, points, bands }) =>
      points.slice(indexAt(points, span.from), indexAt(points, span.to)).map((point) => {
        const side = sideOf(point, bands);
        return {
          key: `${key} ${point.at}`,
          at: point.at,
          when: formatInstant(new Date(point.at), timeZone),
          what: lane.lines.length > 1 && label ? `${lane.label}, ${label.toLowerCase()}` : lane.label,
          value: `${writePoint(point, lane.write)} ${lane.unit}`,
          ...(side && { side }),
        };
      }),
    );
    const noted = (lane.noted ?? []).filter(isShown).map((each, index) => {
      const side = sideOfNoted(lane, each);
      return {
        key: `${lane.key} noted ${index}`,
        at: each.from,
        when: writeWhen(each, timeZone),
        what: `${lane.label}, ${each.label.toLowerCase()}`,
        value: `${lane.write(each.value)} ${lane.unit}`,
        ...(side && { side }),
      };
    });
    return [...measured, ...noted];
  });
  return rows.toSorted((one, other) => other.at - one.at);
}

type Props = { label: string; lanes: readonly Lane[]; span: TimeSpan } & Where;

/** The same as the plot, in words: every value, visit and medicine of the stretch that is shown. */
export function PlotTable({ label, lanes, span, now, timeZone }: Props) {
  const rows = rowsOf(lanes, span, { now, timeZone });
  return (
    <div>
      {rows.length === 0 && <p className={styles.tableNote}>Nothing in this time.</p>}
      {rows.length > mostRows && (
        <p className={styles.tableNote}>
          The newest {mostRows} of {rows.length}. A shorter time shows the others.
        </p>
      )}
      <PlainTable
        label={label}
        rows={rows.slice(0, mostRows)}
        keyOf={({ key }) => key}
        columns={[
          { label: 'When', cell: ({ when }) => when },
          { label: 'What', cell: ({ what }) => what },
          {
            label: 'Value',
            cell: ({ value, opens }) => (opens ? <Link to={opens}>{value}</Link> : value),
          },
          {
            label: 'Limits',
            cell: ({ side }) =>
              side && <span className={styles.side}>{`${sideSigns[side]} ${sideWords[side]}`}</span>,
          },
        ]}
      />
    </div>
  );
}
