import { isBlank, isSame, type Values } from './values';

/**
 * What a form knows. `base` holds each field as it was when the person began to change it, `values` what they see,
 * `revision` the revision that `base` belongs to (0 for a new record), `latest` the record as it is now.
 * `elsewhere` names fields that others changed while this person had touched them.
 */
export type FormState = {
  readonly base: Values;
  readonly values: Values;
  readonly revision: number;
  readonly latest: { readonly revision: number; readonly values: Values };
  readonly elsewhere: readonly string[];
};

/** A form at rest: nothing touched. */
export function startForm(record: Values, revision: number): FormState {
  return { base: record, values: record, revision, latest: { revision, values: record }, elsewhere: [] };
}

/** Names of the fields that say something else than what they were. */
export function touchedFields(state: FormState): string[] {
  const names = new Set([...Object.keys(state.values), ...Object.keys(state.base)]);
  return [...names].filter((name) => !isSame(state.values[name], state.base[name]));
}

export function setField(state: FormState, name: string, value: unknown): FormState {
  return { ...state, values: { ...state.values, [name]: value } };
}

/**
 * The form after the record changed elsewhere. Fields at rest show the new value. Touched fields, and the one being typed
 * in (`focused`), stay exactly as they are and are named in `elsewhere`. The revision moves on only while nothing is in
 * question: measured against the old one, the core finds the clash instead of overwriting.
 */
export function follow(state: FormState, latest: FormState['latest'], focused: string | null): FormState {
  const base: Record<string, unknown> = { ...state.base };
  const values: Record<string, unknown> = { ...state.values };
  const elsewhere: string[] = [];
  const names = new Set([...Object.keys(latest.values), ...Object.keys(state.base)]);
  for (const name of names) {
    const incoming = latest.values[name];
    if (isSame(incoming, state.base[name])) continue;
    if (isSame(incoming, state.values[name])) base[name] = incoming;
    else if (name !== focused && isSame(state.values[name], state.base[name])) {
      base[name] = incoming;
      values[name] = incoming;
    } else elsewhere.push(name);
  }
  const revision = elsewhere.length === 0 ? latest.revision : state.revision;
  return { base, values, revision, latest, elsewhere };
}

/** What a save of an existing record sends: touched fields only, null for those emptied. */
export function changesOf(state: FormState, writable: readonly string[]): Values {
  const touched = touchedFields(state).filter((name) => writable.includes(name));
  return Object.fromEntries(
    touched.map((name) => [name, isBlank(state.values[name]) ? null : state.values[name]]),
  );
}

/** What a save of a new record sends: every field that holds something. */
export function draftOf(state: FormState, writable: readonly string[]): Values {
  const filled = writable.filter((name) => !isBlank(state.values[name]));
  return Object.fromEntries(filled.map((name) => [name, state.values[name]]));
}

/** The form after the person chose for one field that both changed: `theirs` takes over, `mine` stays and will be sent. */
export function settle(state: FormState, name: string, current: Values, chosen: unknown): FormState {
  const base = { ...state.base, [name]: current[name] };
  const elsewhere = state.elsewhere.filter((each) => each !== name);
  return { ...state, base, values: { ...state.values, [name]: chosen }, elsewhere };
}

/** The form once every clash is settled: from here on, changes are measured against the record as it is. */
export function rebase(state: FormState, latest: FormState['latest']): FormState {
  return follow({ ...state, elsewhere: [] }, latest, null);
}

/**
 * Puts kept typing back. On an existing record it stands on the base that it was typed against. In a new one, a field that
 * now starts with something else keeps that: the slot just clicked counts more than the time typed yesterday.
 */
export function withKept(
  state: FormState,
  kept: { base: Values; values: Values; revision: number },
): FormState {
  if (state.latest.revision === 0) {
    const asBefore = Object.entries(kept.values).filter(([name]) =>
      isSame(kept.base[name], state.base[name]),
    );
    return { ...state, values: { ...state.values, ...Object.fromEntries(asBefore) } };
  }
  const before: FormState = {
    base: { ...state.base, ...kept.base },
    values: { ...state.values, ...kept.values },
    revision: kept.revision,
    latest: state.latest,
    elsewhere: [],
  };
  return follow(before, state.latest, null);
}
