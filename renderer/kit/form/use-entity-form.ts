import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { newRecordId } from '../../../shared/rules/record-id';
import type { Latest } from '../../../shared/rules/days-to-come';
import type { EntityDefinition } from '../../../shared/schema';
import {
  changesOf,
  draftOf,
  type FormState,
  follow,
  rebase,
  setField,
  settle,
  startForm,
  touchedFields,
  withKept,
} from './form-state';
import {
  fieldErrors,
  type FormErrors,
  placedIssues,
  recordErrors,
  type SaveFailure,
  saveFailureOf,
  startErrors,
  withoutField,
} from './form-errors';
import { dropDraft, type KeptDraft, keepDraft, readDraft } from './kept-drafts';
import { isBlank, isSame, type Values } from './values';

export type FormStatus =
  | { kind: 'editing' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  /** Not sent, or refused for what is in the fields; `sentences` belong to no field shown. */
  | { kind: 'invalid'; sentences: readonly string[] }
  | Exclude<SaveFailure, { kind: 'invalid' }>;

type Options<A> = {
  definition: EntityDefinition;
  /** Values of the fields shown, and the revision they were read at; 0 for a new record. */
  latest: { revision: number; values: Values };
  /** Names of the fields shown, and of those that may be sent. */
  shown: readonly string[];
  writable: readonly string[];
  /** Sent with a new record without being asked for (whose symptom it is). */
  extra: Values;
  draftName: string;
  /** The latest day and moment that it is at one of the clinics: what has happened is not dated after them. */
  latestTimes: () => Latest;
  /** `revision` 0 makes a new record with this id, which must not change while it is not known to be stored. */
  send: (values: Values, at: { id: string; revision: number }) => Promise<A>;
  /** The values and revision in the answer of a save. */
  readAnswer: (answer: A) => { revision: number; values: Values };
  onSaved: (answer: A | null) => void;
};

/** State, drafts, checks and saving of one form; no looks. */
export function useEntityForm<A>(options: Options<A>) {
  const { definition, latest, shown, writable, extra, draftName, latestTimes } = options;
  const isNew = latest.revision === 0;
  const options_ = useRef(options);
  useEffect(() => {
    options_.current = options;
  });

  const [{ start, kept }] = useState(() => restored(draftName, latest, shown));
  const [firstId] = useState(() => kept?.id ?? newRecordId(new Date()));
  const id = useRef(firstId);
  const [state, setState] = useState(start);
  const [broughtBack, setBroughtBack] = useState<KeptDraft | null>(kept);
  const [isKept, setIsKept] = useState(true);
  const wrongAtStart = useCallback(
    (values: Values) => {
      const known = [...shown, ...Object.keys(extra)];
      return isNew ? startErrors(definition, { ...extra, ...values }, { known, latest: latestTimes() }) : {};
    },
    [definition, extra, isNew, latestTimes, shown],
  );
  const [errors, setErrors] = useState<FormErrors>(() => wrongAtStart(start.values));
  const [status, setStatus] = useState<FormStatus>({ kind: 'editing' });
  const [errorFocus, setErrorFocus] = useState(0);
  /** Fields that an earlier try of the same new record sent: one that is empty now is to be empty. */
  const asked = useRef<ReadonlySet<string>>(new Set());
  const startAnew = useCallback(() => {
    asked.current = new Set();
    id.current = newRecordId(new Date());
  }, []);
  const emptied = () => Object.fromEntries([...asked.current].map((name) => [name, null]));
  // What happens next is computed from here: several events may come before the next drawing.
  const current = useRef(state);
  const focused = useRef<string | null>(null);
  const isSaving = useRef(false);

  const apply = useCallback((next: FormState) => {
    current.current = next;
    setState(next);
  }, []);
  const keep = useCallback(
    (next: FormState) =>
      setIsKept(
        keepDraft(
          localStorage,
          draftName,
          definition,
          isNew ? { ...next, id: id.current } : next,
          new Date(),
        ),
      ),
    [draftName, definition, isNew],
  );

  /** What cannot be saved: of the fields `checked`, and of those that disagree with one that is `given`. */
  const wrongIn = useCallback(
    (values: Values, checked: readonly string[], given: readonly string[] | 'all') => {
      const known = [...shown, ...Object.keys(extra)];
      return recordErrors(
        definition,
        { ...extra, ...values },
        { checked, given, known, latest: latestTimes() },
      );
    },
    [definition, extra, latestTimes, shown],
  );

  // The record as it is elsewhere; its identity changes with every read, its revision only with a change.
  const { revision: latestRevision, values: latestValues } = latest;
  useEffect(() => {
    if (isNew || isSaving.current || latestRevision < current.current.latest.revision) return;
    apply(follow(current.current, { revision: latestRevision, values: latestValues }, focused.current));
  }, [isNew, latestRevision, latestValues, apply]);

  const set = useCallback(
    (name: string, value: unknown) => {
      // A new record has no place yet for what comes after its save began; the form shows that it takes nothing.
      if (isNew && isSaving.current) return;
      // Of another person it is another record: the one before may be stored already, if the answer was lost.
      if (isNew && name === definition.patientField) startAnew();
      const earlier = current.current.values;
      const next = setField(current.current, name, value);
      apply(next);
      keep(next);
      setStatus((before) => {
        if (before.kind === 'saved') return { kind: 'editing' };
        // What was found speaks of what was sent; of all else, only a reason leaves it true.
        const isReason = definition.fields[name]?.whenRefused;
        if (before.kind === 'medicine' && !isReason) return { kind: 'editing' };
        return before.kind === 'invalid' ? { kind: 'invalid', sentences: [] } : before;
      });
      // A message goes as soon as it is no longer true; a new one waits until the field is left.
      const [were, are] = [wrongIn(earlier, [], 'all'), wrongIn(next.values, [], 'all')];
      setErrors((before) => {
        const own = withoutField(before, name, fieldErrors(definition, next.values, [name]));
        // What this field said against another one is said there.
        const isMended = ([path, message]: readonly [string, string]) =>
          were[path] === message && are[path] === undefined;
        return Object.fromEntries(Object.entries(own).filter((each) => !isMended(each)));
      });
    },
    [apply, keep, definition, isNew, startAnew, wrongIn],
  );

  const leave = useCallback(
    (name: string) => {
      focused.current = null;
      const next = isNew ? current.current : follow(current.current, current.current.latest, null);
      if (next !== current.current) apply(next);
      const isTouched = touchedFields(next).includes(name);
      if (isBlank(next.values[name]) && !isTouched) return;
      const still = wrongIn(next.values, [name], 'all');
      setErrors((before) => ({
        ...withoutField(before, name, still),
        ...wrongIn(next.values, [name], isTouched ? [name] : []),
      }));
    },
    [apply, isNew, wrongIn],
  );

  const failed = useCallback((error: unknown) => {
    const failure = saveFailureOf(error);
    if (failure.kind !== 'invalid') return setStatus(failure);
    const placed = placedIssues(failure.issues, options_.current.shown);
    setErrors(placed.errors);
    setErrorFocus((count) => count + 1);
    setStatus({ kind: 'invalid', sentences: placed.other });
  }, []);

  const submit = useCallback(async () => {
    if (isSaving.current) return;
    const now = current.current;
    // A new record that was changed elsewhere before the answer of its first save came is one to change.
    const isMade = !isNew || now.revision > 0;
    const values = isMade ? changesOf(now, writable) : { ...emptied(), ...extra, ...draftOf(now, writable) };
    const checked = isNew ? writable : Object.keys(values);
    const found = wrongIn(now.values, checked, isMade ? checked : 'all');
    setErrors(found);
    if (Object.keys(found).length > 0) {
      setErrorFocus((count) => count + 1);
      return setStatus({ kind: 'invalid', sentences: [] });
    }
    if (!isNew && Object.keys(values).length === 0) return options_.current.onSaved(null);
    isSaving.current = true;
    asked.current = new Set([...asked.current, ...Object.keys(values)]);
    setStatus({ kind: 'saving' });
    try {
      const answer = await options_.current.send(values, { id: id.current, revision: now.revision });
      setBroughtBack(null);
      const saved = options_.current.readAnswer(answer);
      // What was typed while the save was under way is not part of it and stays in the form.
      const typedMeanwhile = Object.entries(current.current.values).filter(
        ([name, value]) => !isSame(value, now.values[name]),
      );
      const start = startForm(saved.values, saved.revision);
      const next = typedMeanwhile.reduce((form, [name, value]) => setField(form, name, value), start);
      apply(next);
      if (typedMeanwhile.length > 0) {
        keep(next);
        return setStatus({ kind: 'editing' });
      }
      dropDraft(localStorage, draftName);
      startAnew();
      setStatus({ kind: 'saved', at: new Date() });
      options_.current.onSaved(answer);
    } catch (error) {
      failed(error);
      // A change that came while this was under way was not followed.
      const { latest: newest } = options_.current;
      const isNewer = !isNew && newest.revision > current.current.latest.revision;
      if (isNewer) apply(follow(current.current, newest, focused.current));
    } finally {
      isSaving.current = false;
    }
  }, [apply, draftName, extra, failed, isNew, keep, startAnew, wrongIn, writable]);

  const settleConflict = useCallback(
    (currentRecord: Values, revision: number, chosen: Values) => {
      const settled = Object.entries(chosen).reduce(
        (next, [name, value]) => settle(next, name, currentRecord, value),
        current.current,
      );
      const next = rebase(settled, { revision, values: pick(currentRecord, shown) });
      apply(next);
      keep(next);
      void submit();
    },
    [apply, keep, shown, submit],
  );

  const discard = useCallback(() => {
    dropDraft(localStorage, draftName);
    setBroughtBack(null);
    setErrors(wrongAtStart(current.current.latest.values));
    startAnew();
    setStatus({ kind: 'editing' });
    apply(startForm(current.current.latest.values, current.current.latest.revision));
  }, [apply, draftName, startAnew, wrongAtStart]);

  const focus = useCallback((name: string) => {
    focused.current = name;
  }, []);
  const touched = useMemo(() => touchedFields(state), [state]);

  return {
    state,
    touched,
    errors,
    errorFocus,
    status,
    broughtBack,
    isKept,
    set,
    focus,
    leave,
    submit,
    discard,
    settleConflict,
  };
}

/** The values of some fields. */
export const pick = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));

function restored(draftName: string, latest: { revision: number; values: Values }, shown: readonly string[]) {
  const start = startForm(latest.values, latest.revision);
  const draft = readDraft(localStorage, draftName, new Date());
  if (!draft) return { start, kept: null };
  const isShown = shown.filter((name) => Object.hasOwn(draft.values, name));
  const next = withKept(start, {
    ...draft,
    base: pick(draft.base, isShown),
    values: pick(draft.values, isShown),
  });
  // Everything kept may have been saved meanwhile, in another window.
  return touchedFields(next).length > 0 ? { start: next, kept: draft } : { start, kept: null };
}
