import { type EntityName, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { usePerson } from '../data/clinic-context';
import { useList } from '../data/reads';
import { useSettled } from '../data/reference-search';
import { withOthers } from '../inputs/snippet-text';
import type { SnippetsOffered } from '../inputs/input-props';
import type { Values } from './values';

/** After the last letter of the purpose, in milliseconds. */
const pauseMs = 400;
/** Of a text that is looked for. */
const longest = 200;

/** As many as one page holds. */
const page = { offset: 0, limit: 200 };

/**
 * The clinic's snippets for the free text of a visit; nothing for other records and for who may not read them. Of very
 * many, the first, and those that are for the purpose of the visit.
 */
export function useSnippets(entity: EntityName, values: Values): SnippetsOffered | undefined {
  const person = usePerson();
  const isWanted = entity === entities.healthlogs.name && may(person, 'read', entities.snippets);
  const kept = useList('snippets', { page }, { isWanted });
  const { rows = [], total = 0 } = kept.data ?? {};
  const isPart = total > rows.length;
  const purpose = typeof values.visitPurpose === 'string' ? values.visitPurpose.trim() : '';
  const asked = useSettled(purpose, pauseMs);
  const filter = { visitPurpose: { contains: asked.slice(0, longest) } };
  const forPurpose = useList('snippets', { filter, page }, { isWanted: isPart && asked !== '' });
  if (!isWanted) return undefined;
  const others = (asked && forPurpose.data?.rows) || [];
  return { snippets: withOthers(rows, others), isPart, purpose: values.visitPurpose };
}
