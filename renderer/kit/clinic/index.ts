export type { RowActions } from './row-actions';
export { AppointmentTable, type TableRow } from './AppointmentTable';
export { AsOf } from './AsOf';
export { BookingDialog } from './booking/BookingDialog';
export type { BookingRequest } from './booking/request';
export { addMonths, isWeekend, monthWeeks, shortDay, weekOf, weekStart } from './calendar-days';
export { NoSuchPatient } from './chart/NoSuchPatient';
export { ChartLayout } from './chart/ChartLayout';
export { lastValue, MeasurePlot, MeasureRow } from './chart/MeasurePlot';
export { MeasuresBelow } from './chart/MeasuresBelow';
export { PatientBanner } from './chart/PatientBanner';
export { Timeline } from './chart/Timeline';
export { TimelineEntryLine, TimelineFoot } from './chart/TimelineEntryLine';
export { TimelineHead } from './chart/TimelineHead';
export { CompactList } from './CompactList';
export { DayCounts, countsInWords } from './DayCounts';
export { DayList } from './DayList';
export { layoutOf, lookupOf, progressOf } from './day-layout';
export { attentionWords, besideLastWeek } from './home-words';
export { MonthGrid } from './MonthGrid';
export { MonthLayout } from './MonthLayout';
export { lastDayOf, type MeasureSeries, measuresOf, visitsUntil } from './measures';
export { RecordDialog, type RecordRequest } from './RecordDialog';
export { SideList } from './SideList';
export { StateDot } from './chart/StateDot';
export { minutesWaiting, statusLabel, statusOf, statusSince } from './status';
export { filterTimeline, isLongText, type TimelineEntry, type TimelineKind, timelineOf } from './timeline';
export { amendedOf } from './visit/AmendedVisit';
export { amendmentOf } from './visit/amendment';
export { SignatureMark } from './visit/SignatureMark';
export { bloodPressureMark, bodyMassIndexMark } from './vital-marks';
export { readOffOf, VitalMarks } from './visit/VitalMarks';
export { startFromOf } from './visit/VisitStart';
export { type SignVisit, useSignVisit } from './visit/use-sign-visit';
export { useDayActions } from './use-day-actions';
export {
  medicinesLane,
  severityLane,
  type SymptomKind,
  symptomKinds,
  unratedLane,
  visitsLane,
  wholeOf,
} from './lanes/patient-lanes';
export {
  latestOfGroups,
  shortLabelOf,
} from './readings/reading-groups';
export { foldDays, readingEntries } from './readings/reading-days';
export { isNotedAtVisits, kindsAtVisits, readingLane, unitsOf } from './readings/reading-lanes';
export { readingsAddress } from './readings/readings-address';
export { type ShownUnit, useReadingUnits, writeIn, writeWholly } from './readings/reading-units';
export { QuickSymptom } from './symptoms/QuickSymptom';
export { ownStatus, useOwnAppointments } from './use-own-appointments';
export { WaitingList, waitingOf } from './WaitingList';
export { WeekColumns } from './WeekColumns';
export { WeekGrid, type WeekRow } from './WeekGrid';
