import { converted } from '../../../shared/rules/measures';
import { instantOf, addDays } from '../../../shared/rules/time';
import type { KeptReading } from '../../../shared/rules/readings/values';
import type { ReadingBatch } from '../ports/readings';
import type { Chance } from './chance';
import type { DemoPatient } from './people';

type Known = DemoPatient & { readonly id: string };

/** For how long people have measured at home, in days. */
const days = 90;

/** What a few patients measured at home: sugar, blood pressure and weight, here and there out of band. */
export function demoReadings(
  chance: Chance,
  patients: readonly Known[],
  { today, timeZone, at }: { today: string; timeZone: string; at: Date },
): ReadingBatch[] {
  const batchOf = (patient: string, name: string, readings: readonly KeptReading[]): ReadingBatch => ({
    ...{ patient, readings, from: { origin: 'file', name }, at },
    audit: (count) => ({
      ...{ at, action: 'import', entity: 'readings', patient, outcome: 'done', reason: `${count} readings` },
    }),
  });
  const has = (reason: string) => patients.filter(({ lasting }) => lasting.includes(reason)).slice(0, 3);
  const measured = (times: readonly string[], make: (day: number, time: string) => KeptReading[]) =>
    Array.from({ length: days }, (_, day) =>
      // Now and then somebody forgets.
      times.flatMap((time) => (chance.happens(0.12) ? [] : make(day, time))),
    )
      .flat()
      .filter(({ takenAt }) => takenAt < at);
  const instant = (day: number, time: string) =>
    instantOf(addDays(today, day - days + 1), `${time}:${String(chance.between(10, 59))}`, timeZone);
  const sugar = has('Diabetes review').map(({ id }) =>
    batchOf(
      id,
      'Contour Next',
      measured(['07', '18'], (day, time) => {
        const value = (time === '07' ? 128 : 158) - Math.round(day / 6) + chance.between(-35, 45);
        return [{ kind: '2339-0', value, takenAt: instant(day, time) }];
      }),
    ),
  );
  const pressure = has('Blood pressure check').map(({ id }) =>
    batchOf(
      id,
      'Omron M3',
      measured(['08'], (day, time) => {
        const takenAt = instant(day, time);
        const systolic = 146 - Math.round(day / 9) + chance.between(-10, 12);
        return [
          { kind: '8480-6', value: systolic, takenAt },
          { kind: '8462-4', value: Math.round(systolic * 0.6) + chance.between(-4, 5), takenAt },
          { kind: '8867-4', value: 74 + chance.between(-9, 12), takenAt },
        ];
      }),
    ),
  );
  const weight = has('Diabetes review')
    .slice(0, 1)
    .map(({ id, weightLb }) =>
      batchOf(
        id,
        'Bathroom scale',
        measured(['06'], (day, time) => {
          // What visits weigh too, after half a kilogram was lost.
          const usual = converted(weightLb, 'lb', 'kg') + (days - day) / 180;
          const value = Math.round((usual + chance.between(-6, 6) / 10) * 10) / 10;
          return day % 3 === 0 ? [{ kind: '29463-7', value, takenAt: instant(day, time) }] : [];
        }),
      ),
    );
  return [...sugar, ...pressure, ...weight];
}
