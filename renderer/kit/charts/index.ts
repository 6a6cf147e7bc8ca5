export { mostSeries } from './marks';
export { Plot, type PlotProps } from './Plot';
export type { PlotKind, PlotRow, PlotSeries } from './plot-types';
