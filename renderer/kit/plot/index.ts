export type {
  Band,
  Bar,
  BarsLane,
  CurveLane,
  Lane,
  Mark,
  MarksLane,
  Noted,
  PlotLine,
  PlotPoint,
} from './lanes';
export { LaneChoice } from './LaneChoice';
export { TimePlot } from './TimePlot';
export { askedSpan, type TimeSpan, within } from './time-span';
