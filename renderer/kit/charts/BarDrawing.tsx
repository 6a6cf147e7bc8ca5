import '@mantine/charts/styles.layer.css';
import { BarChart } from '@mantine/charts';
import { useId } from 'react';
import { drawnRows, nameOf, pickedOf } from './drawn-rows';
import { fillOf, markOf, Patterns } from './marks';
import { barsHeight, labelWidth, shortLabel } from './plot-room';
import type { Drawing } from './plot-types';
import { PlotTip } from './PlotTip';
import classes from './charts.module.css';

/** Standing columns, lying bars, and the two sides of a pyramid. */
export default function BarDrawing({ rows, series, kind, isStacked, write, onPick }: Drawing) {
  const plot = useId();
  const isLying = kind !== 'columns';
  const isMirrored = kind === 'pyramid';
  const isOnOneAnother = isStacked || isMirrored;
  const labels = new Map(rows.map((row) => [row.key, row.label]));
  const writeSide = (value: number) => write(Math.abs(value));
  const width = labelWidth(rows);
  const placeAxis = {
    tickFormatter: (key: string) => shortLabel(labels.get(key) ?? key),
    interval: isLying ? 0 : ('preserveStartEnd' as const),
  };
  return (
    <BarChart
      h={isLying ? barsHeight(rows.length, isOnOneAnother ? 1 : series.length) : undefined}
      className={classes.drawing}
      // Its figures stand in the table beside it, which is what keys and screen readers use.
      accessibilityLayer={false}
      data={drawnRows(rows, series, { mirrored: isMirrored })}
      dataKey="place"
      orientation={isLying ? 'vertical' : 'horizontal'}
      type={isOnOneAnother ? 'stacked' : 'default'}
      series={series.map((each, index) => ({
        name: nameOf(index),
        label: each.label,
        color: markOf(index).colour,
      }))}
      maxBarWidth={36}
      gridAxis={isLying ? 'y' : 'x'}
      tickLine="none"
      strokeDasharray="0"
      valueFormatter={isMirrored ? writeSide : write}
      withBarValueLabel={!isOnOneAnother && rows.length <= 16}
      valueLabelProps={{ className: classes.valueLabel }}
      xAxisProps={isLying ? { allowDecimals: false } : placeAxis}
      yAxisProps={isLying ? { ...placeAxis, width } : { allowDecimals: false, width: 44 }}
      barChartProps={{
        margin: { top: 18, right: isLying ? 44 : 8, bottom: isLying ? 4 : 8, left: 0 },
        stackOffset: isMirrored ? 'sign' : undefined,
        barCategoryGap: isLying ? '22%' : '18%',
      }}
      barProps={({ name }) => ({
        fill: fillOf(
          plot,
          series.findIndex((_, index) => nameOf(index) === name),
        ),
        cursor: onPick ? 'pointer' : undefined,
        onClick: (mark: unknown) => {
          const picked = pickedOf(mark, series, name);
          if (picked) onPick?.(picked.row, picked.series);
        },
      })}
      tooltipProps={{
        content: ({ payload }) => <PlotTip {...{ plot, payload, series, kind, write, onPick }} />,
      }}
    >
      <Patterns plot={plot} count={series.length} />
    </BarChart>
  );
}
