import { disagreements } from '../../../shared/rules/agreements';
import type { EntityName } from '../../../shared/entities';
import type { Step } from '../entity-rule';
import { invalidAt } from '../refusal';

/** INVALID at each field that disagrees with others: on creation of any, later of those that are sent. */
export function requireAgreed(entity: EntityName, { action, after, sent }: Step): void {
  if (action !== 'create' && action !== 'update') return;
  const given = action === 'create' ? 'all' : Object.keys(sent);
  const found = disagreements(entity, after, { given });
  if (found.length > 0) throw invalidAt(found.map(({ path, message }) => ({ path: [...path], message })));
}
