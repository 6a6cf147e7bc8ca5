import { type EntityTable, entities } from '../../../shared/entities';
import { may, type Person } from '../../../shared/rules/permissions';
import { mayRun } from '../../../shared/rules/reports/may-run';
import { auditedReport, auditedReportPage } from '../../kit/record';

const table: EntityTable = entities;
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** The page of what an audit entry is about, a record, a report or a cohort, where this person may open it. */
export function subjectOf(person: Person, entry: Readonly<Record<string, unknown>>): string | undefined {
  const [entity, record, reason] = [textOf(entry.entity), textOf(entry.record), textOf(entry.reason)];
  if (!entity || !record) return undefined;
  const about = auditedReport({ entity, record, reason });
  if (about) {
    const mayOpen =
      about.kind === 'report' ? mayRun(person, about.definition) : may(person, 'read', entities.cohorts);
    return mayOpen ? auditedReportPage(about) : undefined;
  }
  const subject = Object.hasOwn(table, entity) ? table[entity] : undefined;
  return subject && may(person, 'read', subject) ? `/${subject.name}/${record}` : undefined;
}
