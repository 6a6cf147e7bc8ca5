import {
  IconAlertTriangle,
  IconArmchair,
  IconBuildingHospital,
  IconCalendar,
  IconChartBar,
  IconCircles,
  IconDatabase,
  IconDatabaseImport,
  IconDeviceHeartMonitor,
  IconFiles,
  IconFolder,
  IconHeartbeat,
  IconHistory,
  IconId,
  IconListSearch,
  IconNotebook,
  IconPill,
  IconStethoscope,
  IconSun,
  IconTemplate,
  IconTextPlus,
  IconUserHeart,
  IconUsers,
  IconUsersGroup,
  IconVaccine,
} from '@tabler/icons-react';
import { type EntityName, type EntityTable, entities } from '../../../shared/entities';
import { hasDuty, may, type Person, reach } from '../../../shared/rules/permissions';
import type { EntityDefinition } from '../../../shared/schema';
import type { IconLike } from '../base';

/** A page that the navigation leads to. `count` names the figure beside it. */
export type NavigationItem = {
  to: string;
  label: string;
  icon: IconLike;
  group: 'work' | 'directory' | 'administration';
  count?: 'waiting' | 'pendingAccounts';
};

type Place = Pick<NavigationItem, 'icon' | 'group' | 'count'> & { label?: string; order: number };

/** What is read in the chart of a patient, and whose list of everybody is no daily work. */
const inChartOnly: ReadonlySet<string> = new Set(['problems', 'allergies', 'immunizations', 'readinglimits']);

/** Where the list of each entity stands; one that is not named here follows the last of the daily work. */
const places: Partial<Record<EntityName, Place>> = {
  appointments: { icon: IconCalendar, group: 'work', order: 1 },
  patients: { icon: IconUsers, group: 'work', order: 3 },
  healthlogs: { icon: IconStethoscope, group: 'work', order: 4 },
  prescriptions: { icon: IconPill, group: 'work', order: 5 },
  symptomjournals: { icon: IconNotebook, group: 'work', order: 6 },
  attachments: { icon: IconFiles, group: 'work', order: 6.5 },
  problems: { icon: IconHeartbeat, group: 'work', order: 7 },
  allergies: { icon: IconAlertTriangle, group: 'work', order: 8 },
  immunizations: { icon: IconVaccine, group: 'work', order: 9 },
  cohorts: { icon: IconCircles, group: 'work', order: 9.6 },
  doctors: { icon: IconUserHeart, group: 'directory', order: 10 },
  clinics: { icon: IconBuildingHospital, group: 'directory', order: 11 },
  visittemplates: { icon: IconTemplate, group: 'directory', order: 12 },
  snippets: { icon: IconTextPlus, group: 'directory', order: 12.5 },
  devices: { icon: IconDeviceHeartMonitor, group: 'administration', order: 19 },
  users: { icon: IconUsersGroup, group: 'administration', order: 20, count: 'pendingAccounts' },
  auditentries: { icon: IconHistory, group: 'administration', order: 21, label: 'Audit' },
};
const elsewhere: Place = { icon: IconFolder, group: 'work', order: 7 };

const routes: Partial<Record<EntityName, string>> = { auditentries: '/audit' };
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

type Ordered = NavigationItem & { order: number };

/** The own record, for someone who reaches no other patient; the list, for everyone else. */
function entityItem(person: Person, name: string, entity: EntityDefinition): Ordered | null {
  const reached = reach(person, 'read', entity);
  if (reached === 'none' || inChartOnly.has(name)) return null;
  const known = name as EntityName;
  const place = places[known] ?? elsewhere;
  const to = routes[known] ?? `/${name}`;
  if (reached === 'all') return { ...place, to, label: place.label ?? capital(entity.label.many) };
  if (entity.patientField === 'id') {
    return { ...place, to: `/${name}/${reached.patient}`, label: 'My record', icon: IconId, order: 0.5 };
  }
  return { ...place, to, label: `My ${entity.label.many}` };
}

/** What stands in the navigation for a person, in order. What their roles may not use is absent. */
export function navigationOf(person: Person, table: EntityTable = entities): NavigationItem[] {
  const items: Ordered[] = Object.entries(table).flatMap(
    ([name, entity]) => entityItem(person, name, entity) ?? [],
  );
  if (hasDuty(person, 'readDashboard')) {
    items.push({ to: '/', label: 'Today', icon: IconSun, group: 'work', order: 0 });
  }
  if (hasDuty(person, 'runSchedule')) {
    items.push({
      to: '/waiting-room',
      label: 'Waiting room',
      icon: IconArmchair,
      group: 'work',
      count: 'waiting',
      order: 2,
    });
  }
  if (hasDuty(person, 'runReports')) {
    items.push({ to: '/reports', label: 'Reports', icon: IconChartBar, group: 'work', order: 9.5 });
  }
  if (hasDuty(person, 'manageCodes')) {
    items.push({
      to: '/code-systems',
      label: 'Code systems',
      icon: IconListSearch,
      group: 'administration',
      order: 21.5,
    });
  }
  if (hasDuty(person, 'manageConnections')) {
    items.push({
      to: '/connections',
      label: 'Connections',
      icon: IconDatabase,
      group: 'administration',
      order: 21.8,
    });
  }
  if (hasDuty(person, 'adoptDatabase')) {
    items.push({
      to: '/existing-database',
      label: 'Existing database',
      icon: IconDatabaseImport,
      group: 'administration',
      order: 22,
    });
  }
  return items.sort((one, other) => one.order - other.order).map(({ order: _order, ...item }) => item);
}

/** The item that a page belongs to: the longest path that leads to it. */
export function currentItem(items: readonly NavigationItem[], path: string): NavigationItem | undefined {
  const matches = items.filter(({ to }) => path === to || (to !== '/' && path.startsWith(`${to}/`)));
  return matches.sort((one, other) => other.to.length - one.to.length)[0];
}

/** The sign of an entity; one made later has the sign of a folder until it gets its own. */
export const iconOf = (entity: EntityName): IconLike => (places[entity] ?? elsewhere).icon;

/** Something new that the person may record: "New patient". */
export type Creation = { entity: EntityName; label: string; to: string; icon: IconLike };

export function creationsOf(person: Person): Creation[] {
  const definitions: EntityTable = entities;
  return Object.entries(definitions)
    .filter(([, entity]) => !entity.readOnly && may(person, 'create', entity))
    .map(([name, entity]) => {
      const known = name as EntityName;
      return {
        entity: known,
        label: `New ${entity.label.one}`,
        to: `/${name}/new`,
        icon: iconOf(known),
        order: (places[known] ?? elsewhere).order,
      };
    })
    .sort((one, other) => one.order - other.order);
}
