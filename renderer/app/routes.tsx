import { IconMapOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Navigate, Outlet, Route, Routes, useLocation, useOutletContext, useParams } from 'react-router';
import { type EntityName, entities } from '../../shared/entities';
import { may } from '../../shared/rules/permissions';
import { readingRecords } from '../../shared/rules/readings/access';
import { Empty, Forbidden, Link, Page } from '../kit/base';
import { useChart, usePerson, useQuiet } from '../kit/data';
import { UploadsProvider } from '../kit/files/sending/UploadsProvider';
import type { UploadsLeft } from '../kit/files/sending/uploads-left';
import { copyRoute, type MenuCommands, PageFrame, Shell } from '../kit/shell';
import { usePatientReadings } from '../pages/readings/use-patient-readings';
import { fetchCodeInQuiet, pageOf } from './page-code';
import { PageBoundary } from './PageBoundary';
import { useSignOut } from './use-sign-out';

// A page is fetched when it is first opened, or when there is time.
const TodayPage = pageOf(async () => (await import('../pages/today/TodayPage')).TodayPage);
const WaitingRoomPage = pageOf(
  async () => (await import('../pages/waiting-room/WaitingRoomPage')).WaitingRoomPage,
);
const AppointmentsPage = pageOf(
  async () => (await import('../pages/appointments/AppointmentsPage')).AppointmentsPage,
);
const PatientPage = pageOf(async () => (await import('../pages/patient/PatientPage')).PatientPage);
const GrowthPage = pageOf(async () => (await import('../pages/growth/GrowthPage')).GrowthPage);
const ReadingsPage = pageOf(async () => (await import('../pages/readings/ReadingsPage')).ReadingsPage);
const SymptomsPage = pageOf(async () => (await import('../pages/symptoms/SymptomsPage')).SymptomsPage);
const EntityListPage = pageOf(
  async () => (await import('../pages/entity-list/EntityListPage')).EntityListPage,
);
const EntityRecordPage = pageOf(
  async () => (await import('../pages/entity-record/EntityRecordPage')).EntityRecordPage,
);
const DocumentPage = pageOf(async () => (await import('../pages/documents/DocumentPage')).DocumentPage);
const PatientDocumentsPage = pageOf(
  async () => (await import('../pages/documents/PatientDocumentsPage')).PatientDocumentsPage,
);
const SearchPage = pageOf(async () => (await import('../pages/search/SearchPage')).SearchPage);
const ReportsPage = pageOf(async () => (await import('../pages/reports/ReportsPage')).ReportsPage);
const ReportPage = pageOf(async () => (await import('../pages/reports/ReportPage')).ReportPage);
const NewCohort = pageOf(async () => (await import('../pages/cohorts/NewCohort')).NewCohort);
const CohortPage = pageOf(async () => (await import('../pages/cohorts/CohortPage')).CohortPage);
const UsersPage = pageOf(async () => (await import('../pages/users/UsersPage')).UsersPage);
const AuditPage = pageOf(async () => (await import('../pages/audit/AuditPage')).AuditPage);
const ExistingDatabasePage = pageOf(
  async () => (await import('../pages/existing-database/ExistingDatabasePage')).ExistingDatabasePage,
);
const CodeSystemsPage = pageOf(
  async () => (await import('../pages/code-systems/CodeSystemsPage')).CodeSystemsPage,
);
const CopyPage = pageOf(async () => (await import('../pages/copy/CopyPage')).CopyPage);
const ConnectionsPage = pageOf(
  async () => (await import('../pages/connections/ConnectionsPage')).ConnectionsPage,
);
const StandalonePage = pageOf(
  async () => (await import('../pages/connections/StandalonePage')).StandalonePage,
);
const LocalDatabasePage = pageOf(
  async () => (await import('../pages/local-database/LocalDatabasePage')).LocalDatabasePage,
);
const ConnectionFormPage = pageOf(
  async () => (await import('../pages/connections/ConnectionFormPage')).ConnectionFormPage,
);
const AccountPage = pageOf(async () => (await import('../pages/account/AccountPage')).AccountPage);
const SignInPage = pageOf(async () => (await import('../pages/sign-in/SignInPage')).SignInPage);
const SignUpPage = pageOf(async () => (await import('../pages/sign-up/SignUpPage')).SignUpPage);
const SetUpPage = pageOf(async () => (await import('../pages/set-up/SetUpPage')).SetUpPage);

/** What people of a clinic open again and again, most often first: there before they ask. */
const usual = [
  PatientPage,
  TodayPage,
  AppointmentsPage,
  EntityRecordPage,
  ReadingsPage,
  DocumentPage,
  EntityListPage,
  SearchPage,
];

function NoSuchPage() {
  return (
    <Page title="There is no such page">
      <Empty
        icon={IconMapOff}
        title="This address leads nowhere"
        text="It may come from another version."
        actions={<Link to="/">Go to Today</Link>}
      />
    </Page>
  );
}

function NotOpen() {
  return (
    <Page title="Not open to you">
      <Forbidden />
    </Page>
  );
}

/** The entity that the address names, if there is one of that name. */
function useEntity(): EntityName | null {
  const { entity } = useParams();
  return entity !== undefined && Object.hasOwn(entities, entity) ? (entity as EntityName) : null;
}

function ListRoute() {
  const entity = useEntity();
  const person = usePerson();
  if (!entity) return <NoSuchPage />;
  if (!may(person, 'read', entities[entity])) return <NotOpen />;
  return <EntityListPage key={entity} entity={entity} />;
}

/** `id` may be `new`. Each record is a page of its own: nothing typed moves over to the next one. */
function RecordRoute({ entity: known }: { entity?: EntityName }) {
  const named = useEntity();
  const entity = known ?? named;
  const person = usePerson();
  const { id = 'new' } = useParams();
  const { search } = useLocation();
  if (!entity) return <NoSuchPage />;
  if (!may(person, id === 'new' ? 'create' : 'read', entities[entity])) return <NotOpen />;
  return <EntityRecordPage key={`${entity} ${id} ${id === 'new' ? search : ''}`} entity={entity} id={id} />;
}

function PatientRoute() {
  const { id = '' } = useParams();
  const person = usePerson();
  if (!may(person, 'read', entities.patients)) return <NotOpen />;
  return <ChartOf key={id} patient={id} />;
}

/** What a page shows is asked for while its code is still on its way. */
function ChartOf({ patient }: { patient: string }) {
  useChart(patient);
  return <PatientPage id={patient} />;
}

/** Content is looked at on a page of its own; the form of a new document is about one on paper. */
function DocumentRoute() {
  const { id = '' } = useParams();
  const person = usePerson();
  if (id === 'new') return <RecordRoute entity="attachments" />;
  if (!may(person, 'read', entities.attachments)) return <NotOpen />;
  return <DocumentPage key={id} id={id} />;
}

function PatientDocumentsRoute() {
  const { id = '' } = useParams();
  return <PatientDocumentsPage key={id} patient={id} />;
}

function ReportRoute() {
  const { id = '' } = useParams();
  return <ReportPage key={id} id={id} />;
}

function GrowthRoute() {
  const { id = '' } = useParams();
  const person = usePerson();
  if (!may(person, 'read', entities.healthlogs)) return <NotOpen />;
  return <GrowthPage key={id} />;
}

function ReadingsRoute() {
  const { id = '' } = useParams();
  const person = usePerson();
  if (!may(person, 'read', entities.patients) || !may(person, 'read', readingRecords)) return <NotOpen />;
  return <ReadingsOf key={id} patient={id} />;
}

function ReadingsOf({ patient }: { patient: string }) {
  usePatientReadings(patient);
  return <ReadingsPage patient={patient} />;
}

function SymptomsRoute() {
  const { id = '' } = useParams();
  const person = usePerson();
  if (!may(person, 'read', entities.patients) || !may(person, 'read', entities.symptomjournals))
    return <NotOpen />;
  return <SymptomsPage key={id} patient={id} />;
}

/** Each copy is a form of its own. */
function NewCohortRoute() {
  const { search } = useLocation();
  return <NewCohort key={search} />;
}

function CohortRoute() {
  const { id = '' } = useParams();
  return <CohortPage key={id} id={id} />;
}

type FrameProps = { onSignOut: () => Promise<void>; onMenu?: MenuCommands };
type DeskProps = FrameProps & { uploadsLeft: UploadsLeft };
/** What the frame has for pages. */
type FrameGiven = { readonly signOut: () => void };

function AccountRoute() {
  const { signOut } = useOutletContext<FrameGiven>();
  return <AccountPage onSignOut={signOut} />;
}

function Desk({ uploadsLeft, ...props }: DeskProps) {
  return (
    <UploadsProvider left={uploadsLeft}>
      <DeskFrame {...props} />
    </UploadsProvider>
  );
}

function DeskFrame({ onSignOut, onMenu }: FrameProps) {
  const { pathname } = useLocation();
  const { signOut, dialog } = useSignOut(onSignOut);
  const isQuiet = useQuiet();
  useEffect(() => fetchCodeInQuiet(usual, isQuiet), [isQuiet]);
  return (
    <Shell onSignOut={signOut} onMenu={onMenu}>
      {/* A page that failed is left behind with its address. */}
      <PageBoundary key={pathname.split('/')[1]}>
        <Outlet context={{ signOut } satisfies FrameGiven} />
      </PageBoundary>
      {dialog}
    </Shell>
  );
}

/** Every page of someone who is signed in. Entities are routed by name: a new one needs no line here. */
export function DeskRoutes(props: DeskProps) {
  return (
    <Routes>
      <Route element={<Desk {...props} />}>
        <Route index element={<TodayPage />} />
        <Route path="waiting-room" element={<WaitingRoomPage />} />
        <Route path="appointments" element={<AppointmentsPage />} />
        <Route path="patients/new" element={<RecordRoute entity="patients" />} />
        <Route path="patients/:id" element={<PatientRoute />} />
        <Route path="patients/:id/documents" element={<PatientDocumentsRoute />} />
        <Route path="patients/:id/growth" element={<GrowthRoute />} />
        <Route path="patients/:id/edit" element={<RecordRoute entity="patients" />} />
        <Route path="attachments/:id" element={<DocumentRoute />} />
        <Route path="patients/:id/readings" element={<ReadingsRoute />} />
        <Route path="patients/:id/symptoms" element={<SymptomsRoute />} />
        <Route path="search" element={<SearchPage />} />
        <Route path="reports" element={<ReportsPage />} />
        <Route path="reports/:id" element={<ReportRoute />} />
        <Route path="cohorts/new" element={<NewCohortRoute />} />
        <Route path="cohorts/:id" element={<CohortRoute />} />
        <Route path="users" element={<UsersPage />} />
        <Route path="audit" element={<AuditPage />} />
        <Route path="existing-database" element={<ExistingDatabasePage />} />
        <Route path="code-systems" element={<CodeSystemsPage />} />
        <Route path="connections" element={<ConnectionsPage />} />
        <Route path="connections/new" element={<ConnectionFormPage />} />
        <Route path={copyRoute} element={<CopyPage />} />
        <Route path="connections/this-computer" element={<LocalDatabasePage />} />
        <Route path="connections/standalone" element={<StandalonePage />} />
        <Route path="connections/:id" element={<ConnectionFormPage />} />
        <Route path="account" element={<AccountRoute />} />
        <Route path="sign-up" element={<Navigate to="/" replace />} />
        <Route path=":entity" element={<ListRoute />} />
        <Route path=":entity/:id" element={<RecordRoute />} />
        <Route path="*" element={<NoSuchPage />} />
      </Route>
    </Routes>
  );
}

/** Signing in keeps the address, so that one comes back to the page one was on. */
export function SignedOutRoutes() {
  return (
    <PageBoundary>
      <Routes>
        <Route path="sign-up" element={<SignUpPage />} />
        <Route path="*" element={<SignInPage />} />
      </Routes>
    </PageBoundary>
  );
}

/** Where connections are chosen while nobody can sign in. */
export const connectionsRoute = '/connections';

/** Choosing another database while nobody can sign in to this one. */
export function ChoosingRoutes() {
  return (
    <PageFrame>
      <PageBoundary>
        <Routes>
          <Route path="connections" element={<ConnectionsPage />} />
          <Route path="connections/new" element={<ConnectionFormPage />} />
          <Route path="connections/this-computer" element={<LocalDatabasePage />} />
          <Route path="connections/standalone" element={<StandalonePage />} />
          <Route path="connections/:id" element={<ConnectionFormPage />} />
          <Route path="*" element={<NoSuchPage />} />
        </Routes>
      </PageBoundary>
    </PageFrame>
  );
}

export function SetUpRoute({ onDone }: { onDone: (page: string) => void }) {
  return (
    <PageBoundary>
      <SetUpPage onDone={onDone} />
    </PageBoundary>
  );
}
