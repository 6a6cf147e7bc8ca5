import {
  IconActivity,
  IconBuildingHospital,
  IconCake,
  IconGenderBigender,
  IconPill,
  IconPlus,
  IconStethoscope,
  IconUserHeart,
  IconVirus,
} from '@tabler/icons-react';
import { type FocusEvent, useRef, useState } from 'react';
import { cohorts } from '../../../shared/entities/cohorts';
import { readingKindOf } from '../../../shared/rules/readings/kinds';
import type { Field } from '../../../shared/schema';
import { DefaultButton, Menu, Section, Segmented } from '../base';
import type { IconLike } from '../base/Icon';
import type { FormFields } from '../form';
import { FieldInput } from '../inputs/FieldInput';
import { errorsUnder, type Parts, partsOf, withPart } from '../inputs/parts';
import { CodePrefixInput } from './CodePrefixInput';
import classes from './cohort.module.css';
import { CriterionRow } from './CriterionRow';
import {
  type ListedCriterion,
  listedCriteria,
  reasonsAt,
  type WholeCriterion,
  wholeCriteria,
} from './criteria';
import { useLiveCount } from './use-live-count';
import { WhenInputs } from './WhenInputs';

const { fields } = cohorts;

/** How each criterion is said, plainly and turned round, and which of its parts are asked for. */
const listed = {
  ages: { title: 'Age', icon: IconCake, says: ['is', 'is not'], parts: ['from', 'to'] },
  diagnoses: {
    title: 'Diagnosis',
    icon: IconVirus,
    says: ['has', 'does not have'],
    parts: ['code', 'where', 'state'],
  },
  medications: {
    title: 'Medicine',
    icon: IconPill,
    says: ['has', 'does not have'],
    parts: ['name', 'state'],
  },
  readings: {
    title: 'Reading',
    icon: IconActivity,
    says: ['has', 'does not have'],
    parts: ['kind', 'comparison', 'value', 'times'],
  },
  visits: { title: 'Visits', icon: IconStethoscope, says: ['has', 'does not have'], parts: ['times'] },
} as const satisfies Readonly<
  Record<
    ListedCriterion,
    { title: string; icon: IconLike; says: readonly [string, string]; parts: readonly string[] }
  >
>;
const whole = {
  sexes: { title: 'Sex', icon: IconGenderBigender },
  doctors: { title: 'Doctor', icon: IconUserHeart },
  clinics: { title: 'Clinic', icon: IconBuildingHospital },
} as const satisfies Readonly<Record<WholeCriterion, { title: string; icon: IconLike }>>;

/** The order in which criteria are offered and stand. */
const order = [
  'ages',
  'sexes',
  'diagnoses',
  'medications',
  'readings',
  'visits',
  'doctors',
  'clinics',
] as const;
const isListed = (field: string): field is ListedCriterion =>
  (listedCriteria as readonly string[]).includes(field);

const rowsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const hasPeriod = (part: Readonly<Record<string, Field>>) => 'months' in part;

/** The inputs of a cohort: its name, how criteria go together, one row for each, with the effect of each beside it. */
export function CriteriaFields({ form }: { form: FormFields }) {
  const { values, errors, set, names } = form;
  const live = useLiveCount(values);
  /** Criteria that were added and hold nothing yet. */
  const [begun, setBegun] = useState<ReadonlySet<WholeCriterion>>(new Set());
  const body = useRef<HTMLDivElement>(null);
  const track = (event: FocusEvent) => {
    const name = event.target.closest<HTMLElement>('[data-field]')?.dataset.field;
    if (name) form.focus(name);
  };
  const isThere = (field: (typeof order)[number]) =>
    rowsOf(values[field]).length > 0 || (!isListed(field) && begun.has(field));
  const shown = order.filter((field) => isThere(field) || errors[field] !== undefined);
  const add = (field: (typeof order)[number]) => {
    if (isListed(field)) set(field, [...rowsOf(values[field]), {}]);
    else setBegun((before) => new Set([...before, field]));
    // The row is drawn in the next moment.
    requestAnimationFrame(() => {
      const inputs = body.current?.querySelectorAll<HTMLElement>(`[data-field="${field}"] [role="group"]`);
      [...(inputs ?? [])]
        .at(-1)
        ?.querySelector<HTMLElement>('[data-first] input, [data-first] textarea')
        ?.focus();
    });
  };
  const plain = (name: 'name' | 'description') => (
    <div data-field={name} className={classes.plain}>
      <FieldInput
        name={name}
        field={fields[name]}
        value={values[name]}
        error={errors[name]}
        autoFocus={name === 'name' && values.name === undefined}
        onChange={(next) => set(name, next)}
        onBlur={() => form.leave(name)}
      />
    </div>
  );
  return (
    <div ref={body} onFocusCapture={track}>
      <Section title="Cohort">
        {plain('name')}
        {plain('description')}
      </Section>
      <Section
        title="Patients who meet"
        action={
          <div data-field="match">
            <Segmented
              label="How criteria go together"
              value={values.match === 'any' ? 'any' : 'all'}
              options={[
                { value: 'all', label: 'all of these' },
                { value: 'any', label: 'any of these' },
              ]}
              onChange={(next) => set('match', next)}
            />
          </div>
        }
      >
        {shown.length === 0 && (
          <p className={classes.everyone}>Without a criterion it is everybody. Add the first one.</p>
        )}
        {shown.map((field) => (
          <div key={field} data-field={field} className={classes.group}>
            {isListed(field) ? (
              <Rows {...{ field, form, live }} />
            ) : (
              <CriterionRow
                title={whole[field].title}
                says={wholeCriteria[field] && ['is in the care of', 'is not in the care of']}
                isNot={wholeCriteria[field] && values[wholeCriteria[field]] === true}
                onNot={(isNot) => wholeCriteria[field] && set(wholeCriteria[field], isNot || undefined)}
                alone={rowsOf(values[field]).length > 0 ? live.alone([field]) : undefined}
                onRemove={() => {
                  setBegun((before) => new Set([...before].filter((each) => each !== field)));
                  set(field, undefined);
                  if (wholeCriteria[field]) set(wholeCriteria[field], undefined);
                }}
              >
                <div className={classes.wide} data-first>
                  <FieldInput
                    name={field}
                    field={{ ...fields[field], help: undefined }}
                    hideLabel={field === 'sexes'}
                    value={values[field]}
                    names={names}
                    error={errors[field]}
                    onChange={(next) => set(field, next)}
                    onBlur={() => form.leave(field)}
                  />
                </div>
              </CriterionRow>
            )}
          </div>
        ))}
        <Menu
          label="Add a criterion"
          position="bottom-start"
          target={<DefaultButton label="Add a criterion" icon={IconPlus} />}
          items={order
            .filter((field) => isListed(field) || !isThere(field))
            .map((field) => ({
              ...(isListed(field) ? listed[field] : whole[field]),
              label: (isListed(field) ? listed[field] : whole[field]).title,
              onSelect: () => add(field),
            }))
            .map(({ label, icon, onSelect }) => ({ label, icon, onSelect }))}
        />
      </Section>
    </div>
  );
}

/** Parts that need more room than a number or a word. */
const widths: Readonly<Record<string, string>> = {
  ...{ code: 'main', name: 'main', kind: 'main' },
  where: 'phrase',
};

type RowsProps = { field: ListedCriterion; form: FormFields; live: ReturnType<typeof useLiveCount> };

function Rows({ field, form, live }: RowsProps) {
  const { values, errors, set } = form;
  const { title, says, parts } = listed[field];
  const inner: Readonly<Record<string, Field>> = fields[field].fields ?? {};
  const rows = rowsOf(values[field]).map(partsOf);
  // A reason goes as soon as it is no longer true; a new one waits until the criterion is left.
  const [left, setLeft] = useState<Readonly<Record<string, string>>>({});
  const now = reasonsAt(field, rows);
  const reasons = Object.fromEntries(Object.entries(now).filter(([path, reason]) => left[path] === reason));
  const nested = { ...reasons, ...errorsUnder(errors, field) };
  const change = (index: number, changed: Parts) => {
    const next = Object.entries(changed).reduce<Parts>(
      (row, [part, value]) => withPart(row, part, value) ?? {},
      rows[index] ?? {},
    );
    set(field, rows.with(index, next));
  };
  const remove = (index: number) => {
    const others = rows.filter((_, place) => place !== index);
    setLeft({});
    set(field, others.length > 0 ? others : undefined);
  };
  return rows.map((row, index) => {
    const own = errorsUnder(nested, String(index));
    // One that was only just begun is not wrong yet: a message would move what is about to be clicked.
    const leave = () => {
      setLeft(now);
      if (Object.keys(row).length > 0) form.leave(field);
    };
    return (
      <CriterionRow
        // Rows have no identity but their place; their inputs are controlled, so a removed one leaves nothing behind.
        key={index}
        title={rows.length > 1 ? `${title}, ${index + 1}` : title}
        says={says}
        isNot={row.isNot === true}
        onNot={(isNot) => change(index, { isNot: isNot || undefined })}
        alone={live.alone([field, index])}
        onRemove={() => remove(index)}
        error={nested[String(index)] ?? (index === 0 ? errors[field] : undefined)}
      >
        {parts.map((part, place) => (
          <div key={part} className={classes[widths[part] ?? 'part']} data-first={place === 0 || undefined}>
            <Part
              {...{ part, row, field: inner[part] }}
              name={`${field}.${index}.${part}`}
              error={own[part]}
              onChange={(value) => change(index, { [part]: value })}
              onBlur={leave}
            />
          </div>
        ))}
        {hasPeriod(inner) && (
          <WhenInputs
            name={`${field}.${index}`}
            fields={inner}
            parts={row}
            errors={own}
            onParts={(changed) => change(index, changed)}
            onBlur={leave}
          />
        )}
      </CriterionRow>
    );
  });
}

/** What counts where nothing is chosen. */
const usual: Readonly<Record<string, string>> = {
  'ages.from': 'any',
  'ages.to': 'any',
  'diagnoses.where': 'Problems and visits',
  'diagnoses.state': 'Ever',
  'medications.state': 'Prescribed',
  'readings.times': 'Once',
  'visits.times': 'Once',
};

type PartProps = {
  part: string;
  row: Parts;
  field: Field | undefined;
  name: string;
  error: string | undefined;
  onChange: (value: unknown) => void;
  onBlur: () => unknown;
};

/** A value is in the unit of the kind that is measured; the beginning of a code is looked up. */
function Part({ part, row, field, name, error, onChange, onBlur }: PartProps) {
  if (!field) return null;
  const unit =
    part === 'value' && typeof row.kind === 'string' ? readingKindOf(row.kind)?.units[0].label : undefined;
  const shown: Field = { ...field, help: undefined, ...(unit && { unit }) };
  const Input = part === 'code' ? CodePrefixInput : FieldInput;
  return (
    <Input
      {...{ name, error, onChange, onBlur }}
      field={shown}
      value={row[part]}
      placeholder={usual[name.replace(/\.\d+\./, '.')]}
    />
  );
}
