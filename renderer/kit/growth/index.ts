export { GrowthChart, zWords } from './GrowthChart';
export {
  type GrowthPoint,
  growthPoints,
  type GrowthUnit,
  growthUnit,
  lastMeasuredAt,
  shownTo,
} from './growth-points';
