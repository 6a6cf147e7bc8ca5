import { describe, expect, it } from 'vitest';
import type { Visit } from '../../../shared/entities';
import { bodyMassIndex, metricMeasures, usualInUsa } from '../../../shared/rules/measures';
import { measuresOf } from './measures';

function visit(date: string, fields: Partial<Visit>): Visit {
  const stamp = new Date('2026-01-01T00:00:00Z');
  return { id: date, revision: 1, createdAt: stamp, updatedAt: stamp, date, ...fields };
}

describe('measurements over time', () => {
  it('shows each in the unit of the clinic, with the other one beside', () => {
    const visits = [visit('2026-11-23', { weightLb: 175.5, vitals: { temperatureC: 37 } })];
    const [weight, temperature] = measuresOf(visits, metricMeasures);
    expect(weight).toMatchObject({ label: 'Weight', unit: 'kg', alsoAs: '175.5 lb' });
    expect(weight?.points[0]?.value).toBe(79.6);
    expect(temperature).toMatchObject({ unit: '°C', alsoAs: '98.6 °F', points: [{ value: 37 }] });
    const [pounds, fahrenheit] = measuresOf(visits, usualInUsa);
    expect(pounds).toMatchObject({ unit: 'lb', alsoAs: '79.6 kg', points: [{ value: 175.5 }] });
    expect(fahrenheit).toMatchObject({ unit: '°F', alsoAs: '37 °C', points: [{ value: 98.6 }] });
  });

  it('reckons the body mass index with the height known at each weighing', () => {
    expect(bodyMassIndex(70, 154.3)).toBeCloseTo(22.1, 1);
    const series = measuresOf(
      [
        visit('2026-06-01', { weightLb: 150 }),
        visit('2025-06-01', { weightLb: 120, heightIn: 60 }),
        visit('2026-01-01', { heightIn: 62 }),
      ],
      metricMeasures,
    );
    const points = series.find((each) => each.key === 'bodyMassIndex')?.points ?? [];
    expect(points.map((each) => each.date)).toEqual(['2025-06-01', '2026-06-01']);
    expect(points[1]?.value).toBeCloseTo(bodyMassIndex(62, 150), 5);
  });

  it('has both lines of the blood pressure, oldest first, and leaves out what was never measured', () => {
    const series = measuresOf(
      [
        visit('2026-11-01', { vitals: { systolic: 136, diastolic: 84 } }),
        visit('2026-02-01', { vitals: { systolic: 150, diastolic: 92 } }),
      ],
      metricMeasures,
    );
    expect(series.map((each) => each.key)).toEqual(['bloodPressure']);
    expect(series[0]?.points.map((each) => each.value)).toEqual([150, 136]);
    expect(series[0]?.second?.map((each) => each.value)).toEqual([92, 84]);
  });
});
