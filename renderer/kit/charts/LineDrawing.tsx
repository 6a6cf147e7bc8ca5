import '@mantine/charts/styles.layer.css';
import { LineChart } from '@mantine/charts';
import { useId } from 'react';
import { drawnRows, nameOf, pickedOf } from './drawn-rows';
import { markOf } from './marks';
import { shortLabel } from './plot-room';
import type { Drawing } from './plot-types';
import { PlotTip } from './PlotTip';
import classes from './charts.module.css';

/** Lines over time. A gap stays a gap: what was not measured is not drawn. */
export default function LineDrawing({ rows, series, kind, write, onPick }: Drawing) {
  const plot = useId();
  const labels = new Map(rows.map((row) => [row.key, row.label]));
  return (
    <LineChart
      className={classes.drawing}
      // Its figures stand in the table beside it, which is what keys and screen readers use.
      accessibilityLayer={false}
      data={drawnRows(rows, series)}
      dataKey="place"
      series={series.map((each, index) => ({
        name: nameOf(index),
        label: each.label,
        color: markOf(index).colour,
        strokeDasharray: markOf(index).dashes,
      }))}
      curveType="linear"
      connectNulls={false}
      tickLine="none"
      strokeDasharray="0"
      // Dots of a year of days would be a second, thicker line; one that stands alone is seen only as a dot.
      dotProps={{ r: rows.length > 40 ? 1.5 : 3 }}
      valueFormatter={write}
      xAxisProps={{ tickFormatter: (key: string) => shortLabel(labels.get(key) ?? key) }}
      yAxisProps={{ allowDecimals: true, width: 44 }}
      lineChartProps={{ margin: { top: 18, right: 16, bottom: 8, left: 0 } }}
      lineProps={({ name }) => ({
        activeDot: {
          r: 5,
          cursor: onPick ? 'pointer' : undefined,
          onClick: (mark: unknown) => {
            const picked = pickedOf(mark, series, name);
            if (picked) onPick?.(picked.row, picked.series);
          },
        },
      })}
      tooltipProps={{
        content: ({ payload }) => <PlotTip {...{ plot, payload, series, kind, write, onPick }} />,
      }}
    />
  );
}
