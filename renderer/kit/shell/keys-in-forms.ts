import { entities } from '../../../shared/entities';
import { may, type Person } from '../../../shared/rules/permissions';
import type { Shortcut } from '../data';

const save: Shortcut = { keys: 'mod+S', label: 'Save now' };
const forEverybody: readonly Shortcut[] = [save, { keys: 'mod+enter', label: save.label }];
const finish: Shortcut = { keys: 'mod+enter', label: 'Save and sign a visit, save anything else' };
const snippets: Shortcut = { keys: '/', label: 'Snippets, in the text of a visit' };

/** The keys of forms, for the list of keys: where one is open, it is over the page and the list cannot be. Always the same objects. */
export function keysInForms(person: Person): readonly Shortcut[] {
  if (!may(person, 'create', entities.healthlogs)) return forEverybody;
  return may(person, 'read', entities.snippets) ? withSnippets : forVisits;
}

const forVisits: readonly Shortcut[] = [save, finish];
const withSnippets: readonly Shortcut[] = [...forVisits, snippets];
