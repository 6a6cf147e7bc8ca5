import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawDocument } from '../ports/legacy-database';
import { type Conversion, convertFields, type Surroundings } from './conversion';
import { convertDocument } from './convert-document';
import { convertUser } from './convert-user';
import { Claims } from './claims';
import { Directory } from './directory';
import { RecordNumbers } from './record-numbers';
import { planOf, plans } from './plans';
import { isPasswordName } from './secret-values';
import type { World } from './world';

const id = (last: number) => `65410000000000000000${String(last).padStart(4, '0')}`;
const [sharma, puri, tanmay] = [id(1), id(2), id(3)] as const;
const known = new Map([
  ['doctors', [sharma, puri]],
  ['patients', [tanmay]],
]);

function makeWorld(): World {
  const directories = { doctors: new Directory(), clinics: new Directory(), patients: new Directory() };
  directories.doctors.add(sharma, ['Sharma']);
  directories.doctors.add(puri, ['Puri', 'Twin']);
  directories.doctors.add(id(9), ['Twin']);
  directories.patients.add(tanmay, ['Tanmay']);
  return {
    stableId: (...parts) =>
      [...parts.join('|')]
        .map((letter) => letter.charCodeAt(0).toString(16))
        .join('')
        .padEnd(24, '0')
        .slice(-24),
    timeZone: 'UTC',
    now: new Date('2026-11-23T10:00:00Z'),
    refer: (target, raw) => {
      const oid = (raw as { $oid?: string } | null)?.$oid ?? (typeof raw === 'string' ? raw : '');
      return known.get(target)?.find((each) => each === oid);
    },
    find: (target, name) => directories[target].find(name),
    owners: new Map([
      [`healthlogs/${id(20)}`, [tanmay]],
      [`healthlogs/${id(21)}`, [tanmay, id(4)]],
    ]),
    usernames: new Claims(),
    emails: new Claims(),
    heldTimes: new Claims(),
    recordNumbers: new RecordNumbers('P', 1),
    clinicOf: new Map(),
  };
}

const convert = (collection: string, document: RawDocument, world = makeWorld()) => {
  const { values, legacy, findings } = convertDocument(
    planOf(collection),
    { _id: { $oid: id(20) }, ...document },
    world,
  );
  return { values, legacy, findings: findings.map(({ kind, field }) => `${kind} ${field}`) };
};

describe('a document of old', () => {
  it('keeps its own spelling beside the field that it meant', () => {
    expect(convert('doctors', { LastName: 'Lee', Phone: 77 })).toEqual({
      values: { lastname: 'Lee', phone: '77' },
      legacy: { LastName: 'Lee', Phone: 77 },
      findings: [],
    });
  });

  it('takes another spelling where nothing stands under the right name', () => {
    expect(convert('clinics', { clinicname: '', clinicName: 'City Care', name: 'Other' })).toMatchObject({
      values: { clinicname: 'City Care' },
      legacy: { clinicname: '', clinicName: 'City Care', name: 'Other' },
    });
  });

  it('is linked by a name that is spelt otherwise in its field', () => {
    expect(convert('prescriptions', { doctorPrescribed: 'Dr Sharma' })).toMatchObject({
      values: { doctor: sharma, doctorprescribed: 'Dr Sharma' },
    });
    expect(convert('appointments', { patientName: 'tanmay' })).toMatchObject({
      values: { patient: tanmay, appointmentName: 'tanmay' },
    });
  });

  it('keeps both names when it holds two', () => {
    expect(convert('appointments', { doctor: 'Sharma', doctorName: 'Joshi' })).toMatchObject({
      values: { doctor: sharma, doctorName: 'Joshi' },
      legacy: { doctor: 'Sharma' },
    });
  });

  it.each([
    ['Sharma', { doctor: sharma, doctorName: 'Sharma' }, {}, []],
    [{ $oid: sharma }, { doctor: sharma }, {}, []],
    [sharma, { doctor: sharma }, { doctor: sharma }, []],
    ['Twin', { doctorName: 'Twin' }, { doctor: 'Twin' }, ['ambiguousName doctor']],
    ['Nobody', { doctorName: 'Nobody' }, { doctor: 'Nobody' }, ['unknownName doctor']],
    [42, { doctorName: '42' }, { doctor: 42 }, ['unknownName doctor']],
    [{ $oid: id(99) }, {}, { doctor: { $oid: id(99) } }, ['danglingReference doctor']],
    [id(99), {}, { doctor: id(99) }, ['danglingReference doctor']],
    [['Sharma'], {}, { doctor: ['Sharma'] }, ['unreadableValue doctor']],
    ['', {}, { doctor: '' }, []],
    [null, {}, { doctor: null }, []],
  ])('links the doctor %j', (doctor, values, legacy, findings) => {
    expect(convert('healthlogs', { doctor })).toEqual({
      values: { ...values, patient: tanmay },
      legacy,
      findings,
    });
  });

  it('belongs to who lists it, and to nobody when two do', () => {
    expect(convert('healthlogs', {}).values).toEqual({ patient: tanmay });
    const oid = { $oid: id(21) };
    expect(convert('healthlogs', { _id: oid, patient: { $oid: tanmay } })).toEqual({
      values: {},
      legacy: { patient: { $oid: tanmay } },
      findings: ['ambiguousName patient'],
    });
    expect(convert('healthlogs', { _id: { $oid: id(22) } }).findings).toEqual(['unassigned patient']);
  });

  it.each([
    ['10:00', undefined, 20, true],
    ['23:50', undefined, 10, true],
    ['10:00', 45, 45, true],
    ['10:00', -5, 20, true],
    ['10:00', 1e9, 20, true],
    ['23:50', 60, 60, false],
    ['noon', undefined, 20, false],
  ])('holds its time as an appointment at %s of %s minutes', (time, minutes, length, holds) => {
    const { values } = convert('appointments', { date: '2026-11-25', time, doctor: 'Sharma', minutes });
    expect(values).toMatchObject({ minutes: length, holds, status: 'booked' });
  });

  it('is an appointment that was seen when its day is past', () => {
    expect(convert('appointments', { date: '2026-11-22', time: '10:00' }).values).toMatchObject({
      status: 'done',
    });
    expect(
      convert('appointments', { date: '2026-11-22', time: '10:00', status: 'Cancelled' }).values,
    ).toMatchObject({
      status: 'cancelled',
    });
  });
});

/** Every field of `before`, and whether it is found again. */
function lost({ before, values, legacy }: Conversion): string[] {
  return Object.keys(before).filter((name) => {
    if (name === '_id' || isPasswordName(name)) return false;
    const raw = before[name];
    if (Object.hasOwn(legacy, name) && JSON.stringify(legacy[name]) === JSON.stringify(raw)) return false;
    const candidates = [name, 'doctorName', 'clinicName'].map((each) => values[each]);
    return !candidates.some((value) => JSON.stringify(canonical(value)) === JSON.stringify(canonical(raw)));
  });
}

function canonical(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const [[tag, inner] = []] = Object.entries(value);
  if (tag === '$date') return new Date(String(inner)).getTime();
  if (tag === '$oid') return inner;
  if (tag === '$numberInt' || tag === '$numberDouble') return Number(inner);
  return value;
}

describe('nothing of a document of old is lost', () => {
  const leaf = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'Sharma',
        'Twin',
        'Tanmay',
        '2023-10-18',
        '15:30',
        '',
        'red',
        sharma,
        tanmay,
      ),
    },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.integer().map((value) => ({ $numberInt: String(value) })),
    fc.constantFrom({ $oid: sharma }, { $oid: tanmay }, { $oid: id(99) }),
    fc.constantFrom({ $date: '2023-10-18T00:00:00Z' }, { $date: '2023-10-18T18:30:00Z' }),
    fc.constantFrom(
      { $numberDouble: 'NaN' },
      { $numberLong: '9007199254740993' },
      { $minKey: 1 },
      { $regularExpression: { pattern: 'x', options: '' } },
    ),
  );
  // Passwords are the one thing that is not to be found again.
  const innerName = fc.string({ maxLength: 4 }).filter((name) => !isPasswordName(name));
  const value = fc.oneof(
    { weight: 4, arbitrary: leaf },
    fc.array(leaf, { maxLength: 3 }),
    fc.dictionary(innerName, leaf, { maxKeys: 3 }),
  );
  const strange = [
    'removed',
    'revision',
    'legacy',
    'searchTokens',
    '$x',
    'a.b',
    '7',
    '__proto__',
    'constructor',
    'toString',
    '',
  ];

  it.each(plans.map((plan) => [plan.entity.name, plan] as const))('in %s', async (name, plan) => {
    const names = [
      ...Object.keys(plan.entity.fields),
      ...Object.values(plan.spellings).flat(),
      ...strange,
      'doctors',
      'healthLogs',
    ];
    const document = fc
      .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 14 })
      .map((pairs) => Object.fromEntries(pairs));
    await fc.assert(
      fc.asyncProperty(document, fc.oneof(leaf), async (fields, _id) => {
        const before = { ...fields, _id };
        // A spread does not carry a field of this name over.
        if (Object.hasOwn(fields, '__proto__'))
          Object.defineProperty(before, '__proto__', { value: fields.__proto__, enumerable: true });
        const world = makeWorld();
        const conversion =
          name === 'users'
            ? (await convertUser(plan, before, world, null)).user
            : convertDocument(plan, before, world);
        expect(lost(conversion)).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  it('and what is converted twice is converted alike', () => {
    const around: Surroundings = makeWorld();
    const before = { _id: 'x', Phone: 5, odd: { password: 'secret1' } };
    const once = convertFields(planOf('doctors'), before, around);
    expect(convertFields(planOf('doctors'), before, around)).toEqual(once);
    expect(once.legacy).toEqual({ _id: 'x', Phone: 5, odd: { password: '(a password, not kept)' } });
  });
});
