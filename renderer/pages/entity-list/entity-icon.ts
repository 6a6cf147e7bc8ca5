import {
  IconAlertTriangle,
  IconBuildingHospital,
  IconCalendar,
  IconClipboardText,
  IconFiles,
  IconHeartbeat,
  IconHistory,
  IconPill,
  IconStethoscope,
  IconTable,
  IconTemplate,
  IconTemperature,
  IconTextPlus,
  IconUserCog,
  IconUsers,
  IconVaccine,
} from '@tabler/icons-react';
import type { EntityName } from '../../../shared/entities';

const icons: Readonly<Partial<Record<EntityName, typeof IconTable>>> = {
  users: IconUserCog,
  patients: IconUsers,
  doctors: IconStethoscope,
  clinics: IconBuildingHospital,
  appointments: IconCalendar,
  healthlogs: IconClipboardText,
  prescriptions: IconPill,
  symptomjournals: IconTemperature,
  problems: IconHeartbeat,
  allergies: IconAlertTriangle,
  immunizations: IconVaccine,
  attachments: IconFiles,
  visittemplates: IconTemplate,
  snippets: IconTextPlus,
  auditentries: IconHistory,
};

/** The sign of an entity; one made later has the sign of a table until it gets its own. */
export const entityIcon = (entity: EntityName) => icons[entity] ?? IconTable;
