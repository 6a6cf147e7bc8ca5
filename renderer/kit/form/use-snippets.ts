import { type EntityName, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { usePerson } from '../data/clinic-context';
import { useList } from '../data/reads';
import type { SnippetsOffered } from '../inputs/input-props';
import type { Values } from './values';

/** As many as one page holds. */
const mostSnippets = 200;

/** The clinic's snippets for the free text of a visit; nothing for other records and for who may not read them. */
export function useSnippets(entity: EntityName, values: Values): SnippetsOffered | undefined {
  const person = usePerson();
  const isWanted = entity === entities.healthlogs.name && may(person, 'read', entities.snippets);
  const kept = useList('snippets', { page: { offset: 0, limit: mostSnippets } }, { isWanted });
  return isWanted ? { snippets: kept.data?.rows ?? [], purpose: values.visitPurpose } : undefined;
}
