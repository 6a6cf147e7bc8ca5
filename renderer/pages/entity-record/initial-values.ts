import { mayWrite, type Person } from '../../../shared/rules/permissions';
import { type EntityDefinition, type Field, isSettable } from '../../../shared/schema';

/** Who makes a record, where and when. */
export type Maker = {
  readonly person: Person;
  /** The doctor that the maker is, if they are one. */
  readonly doctor?: string;
  readonly today: string;
  /** Clock time `HH:mm`. */
  readonly time: string;
};

/** How long an appointment is unless someone says otherwise, in minutes. */
const usualMinutes = 20;

/** What is nearly always the same for a new record, and is saved where nothing else is said: shown before it is saved. */
const usualValues: Readonly<Record<string, Readonly<Record<string, string | boolean>>>> = {
  appointments: { status: 'booked' },
  prescriptions: { status: 'active' },
  allergies: { status: 'active' },
  immunizations: { status: 'completed' },
  devices: { active: true },
};

function readValue(field: Field, text: string): unknown {
  const value = field.kind === 'number' ? Number(text) : field.kind === 'references' ? text.split(',') : text;
  return field.input.safeParse(value).success ? value : undefined;
}

/** The date that a record is about: the one it must have. */
const ownDate = (entity: EntityDefinition) =>
  Object.entries(entity.fields).find(([, field]) => field.kind === 'calendarDate' && field.required)?.[0];

/**
 * What a new record starts with: what the address says (`?patient=…&doctor=…&date=…`, any field by its name, `date` being
 * the record's own date whatever its field is called), then what is usual. Only fields that the maker may write; values
 * that the field would refuse are left out.
 */
export function initialValues(
  entity: EntityDefinition,
  address: URLSearchParams,
  maker: Maker,
): Record<string, unknown> {
  const date = ownDate(entity);
  const usual: Record<string, unknown> = {
    ...(date ? { [date]: maker.today } : {}),
    ...(entity.fields.minutes?.unit === 'min' ? { minutes: usualMinutes } : {}),
    ...(entity.fields.doctor?.target === 'doctors' && maker.doctor ? { doctor: maker.doctor } : {}),
    ...usualValues[entity.name],
    ...(entity.fields.symptomTime ? { symptomTime: maker.time } : {}),
  };
  const given = Object.entries(entity.fields).flatMap(([name, field]) => {
    const text = address.get(name) ?? (name === date ? address.get('date') : null);
    const value = text ? readValue(field, text) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  const isOpen = (name: string) => {
    const field = entity.fields[name];
    return field !== undefined && isSettable(field) && mayWrite(maker.person, 'create', entity, field);
  };
  return Object.fromEntries(
    Object.entries({ ...usual, ...Object.fromEntries(given) }).filter(([name]) => isOpen(name)),
  );
}
