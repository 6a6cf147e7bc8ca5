/** Parameters of a distribution at one age: skewness (Box-Cox power), median, coefficient of variation. */
export type Lms = { readonly l: number; readonly m: number; readonly s: number };

/**
 * How many standard deviations a value lies from the median (Cole and Green, "Smoothing reference centile curves: the LMS
 * method and penalized likelihood", Statistics in Medicine 1992; 11: 1305–1319).
 */
export function zScoreOf(value: number, { l, m, s }: Lms): number {
  return l === 0 ? Math.log(value / m) / s : ((value / m) ** l - 1) / (l * s);
}

/** The value that lies so many standard deviations from the median. */
export function valueAt(z: number, { l, m, s }: Lms): number {
  return l === 0 ? m * Math.exp(s * z) : m * (1 + l * s * z) ** (1 / l);
}

/** The share of people below, 0 to 100, of a normal distribution (Abramowitz and Stegun 26.2.17, error below 0.00001). */
export function percentileOf(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const polynomial =
    t *
    (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  const above = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return 100 * (z < 0 ? above : 1 - above);
}

/** The curves of a growth chart: percentile and its standard deviations. */
export const curvePercentiles = [
  { percentile: 3, z: -1.880_794 },
  { percentile: 10, z: -1.281_552 },
  { percentile: 25, z: -0.674_49 },
  { percentile: 50, z: 0 },
  { percentile: 75, z: 0.674_49 },
  { percentile: 90, z: 1.281_552 },
  { percentile: 97, z: 1.880_794 },
] as const;
