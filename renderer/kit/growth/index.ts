export { GrowthChart, zWords } from './GrowthChart';
export { type GrowthPoint, growthPoints, type GrowthUnit, growthUnit } from './growth-points';
