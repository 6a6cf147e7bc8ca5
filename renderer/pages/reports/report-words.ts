import {
  IconCalendarStats,
  IconChartBar,
  IconClockHour4,
  IconHeartRateMonitor,
  IconNotebook,
  IconPill,
  IconStethoscope,
  IconUserOff,
  IconUsers,
  IconVirus,
} from '@tabler/icons-react';
import type { ReportName } from '../../../shared/rules/reports/catalogue';
import type { IconLike } from '../../kit/base';

type Place = { readonly group: ReportGroup; readonly icon: IconLike; readonly counts: string };
export type ReportGroup = 'day' | 'health' | 'people';

/** The groups in which reports are offered, in order. */
export const reportGroups: readonly { readonly name: ReportGroup; readonly title: string }[] = [
  { name: 'day', title: 'How the clinic runs' },
  { name: 'health', title: 'What people come with' },
  { name: 'people', title: 'Who they are' },
];

/** Where each report stands, and what it counts. */
export const reportPlaces = {
  appointments: { group: 'day', icon: IconCalendarStats, counts: 'appointments' },
  visits: { group: 'day', icon: IconStethoscope, counts: 'visits' },
  doctorsAndPurposes: { group: 'day', icon: IconChartBar, counts: 'visits' },
  noShows: { group: 'day', icon: IconUserOff, counts: 'appointments' },
  waitingTimes: { group: 'day', icon: IconClockHour4, counts: 'appointments' },
  diagnoses: { group: 'health', icon: IconVirus, counts: 'diagnoses' },
  prescriptions: { group: 'health', icon: IconPill, counts: 'prescriptions' },
  symptoms: { group: 'health', icon: IconNotebook, counts: 'symptoms' },
  readings: { group: 'health', icon: IconHeartRateMonitor, counts: 'days with readings of a kind' },
  ageAndSex: { group: 'people', icon: IconUsers, counts: 'patients' },
} as const satisfies Readonly<Record<ReportName, Place>>;
