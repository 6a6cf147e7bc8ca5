export { ClinicProvider, type LiveEvents } from './ClinicProvider';
export {
  type Connection,
  useClient,
  useOnline,
  usePerson,
  useRefresher,
  useRefreshSession,
  useSession,
  useWindowsHere,
} from './clinic-context';
export { useLatest, useMeasures, useNow, useTimeZone, useToday } from './clock';
export { type CohortCount, useCohortCount, useCohortPeople } from './cohorts';
export { type KnownConnections, useConnections } from './connections';
export { type CopyStatus, useCopyStatus, useSinceCopied } from './copies';
export { forgetPerson, type PersonHere, peopleHere, rememberPerson } from './people-here';
export { useCodeEditions, useShippedEditions } from './code-editions';
export { callsOf, type EntityCalls, type OneNamed, type PageNamed } from './entity-calls';
export { type EverythingInput, useEverything } from './everything';
export { type Host, hostOf, newKeys } from './host';
export { useLocalDatabase } from './local-database';
export {
  dropOldTyping,
  dropTyping,
  type KeptTyping,
  keepTyping,
  readTyping,
  type TextStore,
  typingName,
  typingUnder,
  type WholeStore,
} from './kept-typing';
export {
  type ReadingFile,
  type ReadingPlace,
  type SeriesInput,
  useReadingCalls,
  useReadingDays,
  useFileCount,
  useReadingList,
  useReadingSeries,
  useReadingSeriesAhead,
  useReadingSummary,
} from './readings';
export { useQuiet } from './quiet';
export { queryKeys, type WeekInput } from './query-keys';
export {
  type Answer,
  useAnswer,
  useChart,
  useChartOutline,
  useDay,
  useHome,
  useKept,
  useList,
  useRecord,
  useWeek,
} from './reads';
export {
  type ReferenceOption,
  type ReferenceSearch,
  useReferenceSearch,
  useSettled,
} from './reference-search';
export type { CohortQuestion, FigureQuestion, ReportQuestion } from './report-questions';
export {
  useReport,
  useReportRecords,
  useReports,
} from './reports';
export { type Saver, useSaver } from './saver';
export { isSingleLetter, type Keys } from './shortcut-keys';
export { type Shortcut, useShortcut, useShortcutList, useShownKeys, useSingleLetters } from './shortcuts';
export { useSecretsStatus } from './secrets';
export { useStored, useStoredFlag } from './stored';
export { useTypingName } from './use-typing-name';
export { type WindowsHere, windowsHere } from './windows-here';
