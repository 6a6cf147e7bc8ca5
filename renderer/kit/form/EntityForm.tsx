import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import {
  type ChangesNamed,
  type DraftNamed,
  type EntityName,
  type EntityTable,
  entities,
  type RecordNamed,
} from '../../../shared/entities';
import type { EntityDefinition } from '../../../shared/schema';
import { reach } from '../../../shared/rules/permissions';
import { Forbidden } from '../base/Forbidden';
import { useClient, usePerson } from '../data/clinic-context';
import { useLatest } from '../data/clock';
import { callsOf, type OneNamed } from '../data/entity-calls';
import { type Saver, useSaver } from '../data/saver';
import { useTypingName } from '../data/use-typing-name';
import { recordTitle } from '../table/record-title';
import { ConflictDialog } from './ConflictDialog';
import classes from './entity-form.module.css';
import { focusField } from './focus-field';
import { belowFields } from './below-fields';
import { FormNotices } from './FormNotices';
import { wrongFields } from './form-errors';
import { type FormFields, FormSections } from './FormSections';
import { SaveBar } from './SaveBar';
import { StatusNotice } from './StatusNotice';
import { shownSections } from './shown-fields';
import { pick, useEntityForm } from './use-entity-form';
import { type FillEmpty, useFillEmpty } from './use-fill-empty';
import { useFormKeys } from './use-form-keys';
import { useSnippets } from './use-snippets';
import { isBlank, type Values } from './values';

type Names = Readonly<Record<string, string>>;

type Common<N extends EntityName> = {
  entity: N;
  /** Texts of what the record refers to, by id. */
  names?: Names;
  /** Draws "Close"; what is typed is kept all the same. */
  onCancel?: () => void;
  /** After a save; also when there was nothing to save. `isFinished`: it was saved with `finishLabel`. */
  onSaved?: (answer: OneNamed<N>, isFinished: boolean) => void;
  /** A second way to save, with what follows from it: "Save and sign". ⌘↵ takes it then. */
  finishLabel?: string;
  /** It is the whole of a dialog, where the cursor waits in its first field. */
  isInDialog?: boolean;
  /** Only these fields. */
  only?: readonly string[];
  /** Under which typing is kept, per person. Default: the entity with the record's id, or with what a new one is for. */
  draftKey?: string;
  /** Above the fields: what the form can be started from, or has to be read beside it. `values`: what they hold now. */
  startFrom?: (fill: FillEmpty, values: Values) => ReactNode;
  /** What can be read off what the fields hold now (a body mass index); always in sight, above the buttons. */
  readOff?: (values: Values) => ReactNode;
  /** Instead of one input for each field under the titles of the sections. */
  drawFields?: (fields: FormFields) => ReactNode;
  /** "Save", or what saving does: "Register patient", "Book". */
  saveLabel?: string;
};

export type EntityFormProps<N extends EntityName> = Common<N> &
  (
    | {
        /** The record as it is now; give the new one when it changes elsewhere. */
        record: RecordNamed<N>;
        initial?: undefined;
        /** Default: `useSaver(entity).update`. `revision` is the one that the changes were made on. */
        onSave?: (changes: ChangesNamed<N>, revision: number) => Promise<OneNamed<N>>;
      }
    | {
        record?: undefined;
        /** What a new record starts with. */
        initial?: Partial<DraftNamed<N>>;
        /** Default: `useSaver(entity).create`. */
        onSave?: Saver<N>['create'];
      }
  );

const table: EntityTable = entities;

/**
 * Typing for one person must not come back in the form of another: the key says what a new record is for. Nor does what
 * was begun from one record (an amendment) come back in what was begun from another, or from none.
 */
function defaultDraftKey(entity: string, record: { id: string } | undefined, initial: Values): string {
  if (record) return `${entity}/${record.id}`;
  const context = Object.entries(table[entity]?.fields ?? {})
    .filter(([name, field]) => field.fromContext || name === 'patient')
    .map(([name]) => initial[name])
    .filter((value) => typeof value === 'string');
  return [entity, 'new', ...context].join('/');
}

/**
 * The form of any record, from its definition. Checks at the field, sends only what changed with the revision it was read
 * at, keeps typing on this computer until it is saved, follows changes made elsewhere without touching what is typed, and
 * asks when both changed the same. ⌘S and ⌘↵ save; with `finishLabel`, ⌘↵ does that.
 */
export function EntityForm<N extends EntityName>(props: EntityFormProps<N>) {
  const { entity, record, initial, draftKey = defaultDraftKey(entity, record, initial ?? {}) } = props;
  const definition = table[entity];
  const draftName = useTypingName(draftKey);
  if (!definition) return <Forbidden />;
  if (draftName === null) return null;
  // Another record is another form: nothing of the one before may stay in it.
  return <OneForm key={draftName} {...props} definition={definition} draftName={draftName} />;
}

const withoutBlank = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));

type OneFormProps<N extends EntityName> = EntityFormProps<N> & {
  definition: EntityDefinition;
  draftName: string;
};

function OneForm<N extends EntityName>(props: OneFormProps<N>) {
  const {
    entity,
    definition,
    record,
    initial,
    names = {},
    onCancel,
    onSaved,
    only,
    isInDialog = false,
    saveLabel = 'Save',
    finishLabel,
    startFrom,
    readOff,
    drawFields,
  } = props;
  const person = usePerson();
  const client = useClient();
  const saver = useSaver(entity);
  const isNew = record === undefined;
  const sections = useMemo(
    () => shownSections(person, definition, isNew ? 'create' : 'update', only),
    // oxlint-disable-next-line react/exhaustive-deps -- `only` is written out anew at each call; its words are what counts
    [person, definition, isNew, only?.join()],
  );
  const fields = useMemo(() => sections.flatMap((section) => section.fields), [sections]);
  const shown = useMemo(() => fields.map((each) => each.name), [fields]);
  const writable = useMemo(() => fields.filter((each) => each.isWritable).map((each) => each.name), [fields]);
  const startValues: Values = record ?? initial ?? {};
  const latest = useMemo(
    () => ({ revision: record?.revision ?? 0, values: pick(startValues, shown) }),
    // oxlint-disable-next-line react/exhaustive-deps -- a new record starts once; `initial` may be written out anew
    [record, shown],
  );
  const extra = useMemo((): Values => {
    const own = isNew ? reach(person, 'create', definition) : 'none';
    const { patientField } = definition;
    const hidden = Object.entries(initial ?? {}).filter(([name]) => !shown.includes(name));
    const ofPerson = typeof own === 'object' && patientField ? { [patientField]: own.patient } : {};
    return { ...Object.fromEntries(hidden), ...ofPerson };
    // oxlint-disable-next-line react/exhaustive-deps -- as above
  }, [definition, isNew, person, shown]);

  const send = (values: Values, { id, revision }: { id: string; revision: number }): Promise<OneNamed<N>> => {
    // The checks of useEntityForm are those of this entity's own schema; which `onSave` it is follows from `record`
    // (EntityFormProps), which TypeScript does not narrow for a generic N.
    if (record === undefined && revision === 0) {
      const create = (props.onSave ?? saver.create) as Saver<N>['create'];
      return create({ ...(values as DraftNamed<N>), id });
    }
    type Update = (changes: ChangesNamed<N>, revision: number) => Promise<OneNamed<N>>;
    const update = record && (props.onSave as Update | undefined);
    // A reason that reads the same is given anew once it was asked for: it is for what is saved now.
    const reasons = isGivingReason && record ? pick(state.values, reasonNames) : {};
    const changes = { ...values, ...withoutBlank(reasons) } as ChangesNamed<N>;
    // What was stored before its answer was lost, and is left as others changed it since.
    if (record === undefined && Object.keys(values).length === 0) return callsOf(client, entity).get({ id });
    return update ? update(changes, revision) : saver.update(record?.id ?? id, revision, changes);
  };
  const [isGivingReason, setIsGivingReason] = useState(false);
  useEffect(() => {
    if (!isGivingReason) return undefined;
    // The field has the cursor since it was drawn; what sticks below it has grown by then.
    const frame = requestAnimationFrame(() => document.activeElement?.scrollIntoView({ block: 'nearest' }));
    return () => cancelAnimationFrame(frame);
  }, [isGivingReason]);
  const reasonNames = fields
    .filter((each) => each.isWritable && each.field.whenRefused)
    .map(({ name }) => name);
  // Which of the two ways to save was taken last; a save that first asks which version is right goes on the same way.
  const isFinishing = useRef(false);
  const latestTimes = useLatest();
  const form = useEntityForm<OneNamed<N>>({
    definition,
    latest,
    shown,
    writable,
    extra,
    draftName: props.draftName,
    latestTimes,
    send,
    readAnswer: (answer) => ({
      revision: isNew ? 0 : answer.record.revision,
      values: isNew ? {} : pick(answer.record, shown),
    }),
    onSaved: (answer) => {
      const saved = answer ?? (record && { record, names });
      if (saved) onSaved?.(saved, isFinishing.current);
    },
  });
  const { state, status } = form;
  const snippets = useSnippets(entity, state.values);
  const fill = useFillEmpty(form, writable);
  const save = (isFinish = false) => {
    isFinishing.current = isFinish;
    void form.submit();
  };

  const element = useRef<HTMLFormElement>(null);
  const { errorFocus } = form;
  const wrong = wrongFields(definition, shown, form.errors);
  const firstWrong = useRef(wrong);
  useEffect(() => {
    firstWrong.current = wrong;
  });
  useEffect(() => {
    const [first] = firstWrong.current;
    if (errorFocus > 0 && element.current && first) focusField(element.current, first.path);
  }, [errorFocus]);
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => setIsAsking(status.kind === 'changed'), [status]);

  const onKeyDown = useFormKeys(element, save, finishLabel);
  if (fields.length === 0) return <Forbidden />;
  const below = belowFields(entity, { ...extra, ...state.values }, record?.id);
  const conflict = status.kind === 'changed' ? status.conflict : null;
  const giveReason = () => {
    // One that was given before was for something else.
    for (const name of reasonNames) if (!form.touched.includes(name)) form.set(name, undefined);
    setIsGivingReason(true);
  };
  const discard = () => {
    form.discard();
    // The button that had the cursor goes. In a record that exists no field gets it: the next key would change that one.
    const blank = writable.find((name) => isBlank(latest.values[name])) ?? writable[0];
    if (isNew && element.current && blank) focusField(element.current, blank);
    else element.current?.focus();
  };
  const takeTime = (time: string) => {
    form.set('time', time);
    void form.submit();
  };
  return (
    <form
      ref={element}
      className={classes.form}
      // Has the cursor when no field should, so that Tab goes on from here.
      tabIndex={-1}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={onKeyDown}
    >
      <FormNotices broughtBack={form.broughtBack} isKept={form.isKept} onDiscard={discard} />
      {startFrom?.(fill, { ...extra, ...state.values })}
      {drawFields ? (
        drawFields({ ...form, values: state.values, names })
      ) : (
        <FormSections {...{ sections, form, names, isNew, isInDialog, isGivingReason, below, snippets }} />
      )}
      <SaveBar
        {...{ status, onCancel, saveLabel }}
        finish={finishLabel === undefined ? undefined : { label: finishLabel, run: () => save(true) }}
        isTouched={form.touched.length > 0}
        isKept={form.isKept}
        notice={
          <>
            {readOff?.({ ...record, ...extra, ...state.values })}
            <StatusNotice
              {...{ definition, status, isNew, wrong }}
              onRetry={() => void form.submit()}
              onGoTo={(field) => element.current && focusField(element.current, field.path)}
              onChoose={() => setIsAsking(true)}
              onTakeTime={takeTime}
              onGiveReason={reasonNames.length > 0 ? giveReason : undefined}
              isReasonGiven={
                isGivingReason ? reasonNames.some((name) => !isBlank(state.values[name])) : undefined
              }
            />
          </>
        }
      />
      {conflict && (
        <ConflictDialog
          opened={isAsking}
          onClose={() => setIsAsking(false)}
          entity={definition}
          fields={conflict.fields.filter((name) => shown.includes(name))}
          mine={state.values}
          current={conflict.current}
          before={state.base}
          changedBy={conflict.changedBy}
          about={recordTitle(entity, conflict.current)}
          names={names}
          onSettled={(chosen) => {
            const { revision } = conflict.current;
            form.settleConflict(
              conflict.current,
              typeof revision === 'number' ? revision : state.revision,
              chosen,
            );
          }}
        />
      )}
    </form>
  );
}
