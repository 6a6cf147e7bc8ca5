import mongoose from 'mongoose';

const { Binary, BSONRegExp, Code, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } =
  mongoose.mongo.BSON;

type Value = unknown;
type Document = Record<string, Value>;
export type DirtyDatabase = Readonly<Record<string, readonly Document[]>>;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function chance(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Every plain password of the dirty database begins so. */
export const plainPassword = 'correct-horse-';

/**
 * What ten years of a clinic, three programs and a few imports may leave: about `size` documents, the same for the same
 * seed. Values are of every type that MongoDB has.
 */
export function dirtyDatabase(size: number, seed = 20_231_031): DirtyDatabase {
  const next = chance(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const sometimes = (probability: number) => next() < probability;
  let serial = 0;
  const newId = () =>
    new ObjectId(`5a${(serial++).toString(16).padStart(6, '0')}${'0123456789abcdef'.slice(0, 16)}`);
  const id = (): Value => {
    if (sometimes(0.94)) return newId();
    serial += 1;
    return oneOf<() => Value>([
      () => `record-${serial}`,
      () => serial,
      () => Long.fromString(`90071992${serial}54740993`),
      () => new Double(serial + 0.5),
      () => newId().toHexString(),
      () => ({ year: 2019, number: serial }),
      () => new Date(1_500_000_000_000 + serial),
    ])();
  };

  const withOwnProto = (): Document =>
    Object.defineProperty({ a: 1 } as Document, '__proto__', {
      value: { polluted: true },
      enumerable: true,
      configurable: true,
      writable: true,
    });
  const noise = (): Value =>
    oneOf<() => Value>([
      () => null,
      () => '',
      () => '   ',
      () => Number.NaN,
      () => Number.POSITIVE_INFINITY,
      () => -0,
      () => below(1_000_000),
      () => new Double(below(100)),
      () => Long.fromString('9007199254740993'),
      () => Decimal128.fromString('12345678901234567890.12345'),
      () => Decimal128.fromString('NaN'),
      () => new Binary(Buffer.from('old bytes')),
      () => new BSONRegExp('(?i)^sharma', 'ix'),
      () => new Timestamp({ t: 1_698_364_800, i: 7 }),
      () => new MinKey(),
      () => new MaxKey(),
      () => new Code('function () { return 1; }'),
      () => newId(),
      () => new Date(1_698_364_800_123),
      () => new Date(-62_135_596_800_000),
      () => [],
      () => ['text', 5, null, { deep: [new Date(0)] }],
      () => ({}),
      () => ({
        deep: { deeper: [1, 'two', { three: 3 }] },
        'with.dot': 1,
        $set: { x: 1 },
        '10': 'b',
        '9': 'a',
      }),
      () => ({ $date: 'not a date' }),
      () => ({ $oid: 'abc' }),
      () => ({ $numberInt: 'x' }),
      withOwnProto,
      () => true,
      () => false,
      () => '$where',
      () => '$$ROOT',
      () => 'line\u2028separator \u0000 \u0007 🩺 ﷽',
      () => 'x'.repeat(20_000),
      () => '0000-00-00',
      () => '31/31/2023',
      () => '05/06/2023',
      () => 45_226,
    ])();
  const date = (): Value =>
    oneOf<() => Value>([
      () => new Date(Date.UTC(2023, below(12), 1 + below(28))),
      () => new Date(Date.UTC(2023, below(12), 1 + below(28), 18, 30)),
      () => `2023-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
      () => '20231027T00:00:00Z',
      () => '2023-10-27T00:00:00.000Z',
      () => 1_698_364_800_000,
      () => 1_698_364_800,
      () => '27/10/2023',
      () => '10/27/2023',
      () => '03/04/2023',
      () => 'October 27, 2023',
      () => '2023-10',
      () => '27 Okt 23',
    ])();
  const time = (): Value =>
    oneOf(['15:30', '3:30 PM', '15.30', '1530', '9', '9:05', 1530, '25:00', 'noon', '23:55', new Date(0)]);
  const lastnames = ['Sharma', 'Puri', 'Joshi', "D'Souza", 'Müller', 'van der Berg', 'Lee', 'Iyer'];
  const doctorName = (): Value =>
    oneOf<() => Value>([
      () => oneOf(lastnames),
      () => `Dr. ${oneOf(lastnames).toUpperCase()}`,
      () => `${oneOf(lastnames)}, Ravi`,
      () => 'Nobody knows',
      () => 42,
    ])();
  const strange: readonly (readonly [string, () => Value])[] = [
    ['removed', () => oneOf<Value>([false, 'yes', 0])],
    ['revision', () => below(9)],
    ['legacy', () => ({ older: 'still' })],
    ['searchTokens', () => ['old', 'tokens']],
    ['sortKeys', () => ({ lastname: 'zzz' })],
    ['createdAt', () => new Date(1_500_000_000_000)],
    ['updatedAt', () => 'yesterday'],
    ['deletedAt', () => null],
    ['slots', () => [1, 2, 3]],
    ['holds', () => 'maybe'],
    ['usernameKey', () => `an old key ${(serial += 1)}`],
    ['insurance.number', () => '12-34'],
    ['$price', () => 12.5],
    ['7', () => 'seven'],
    ['', () => 'no name'],
    ['constructor', () => 'a field'],
    ['toString', () => 5],
    ['hasOwnProperty', () => true],
    ['Telefonnummer', () => '030 1234'],
    ['__v', () => below(5)],
    ['passportNumber', () => 'P1234567'],
  ];

  const dirty = (fields: Document): Document => {
    const document: Document = { _id: id() };
    for (const [name, value] of Object.entries(fields)) {
      const fate = next();
      if (fate < 0.06) continue;
      if (fate < 0.16) document[name] = noise();
      else if (fate < 0.2) document[name.toLowerCase()] = value;
      else if (fate < 0.22) document[`${name[0]?.toUpperCase()}${name.slice(1)}`] = value;
      else document[name] = value;
    }
    for (const [name, value] of strange) if (sometimes(0.04)) document[name] = value();
    if (sometimes(0.02)) Object.defineProperty(document, '__proto__', { value: 'odd', enumerable: true });
    return document;
  };
  const many = (count: number, make: (index: number) => Document) =>
    Array.from({ length: count }, (_, index) => make(index));

  const share = (part: number) => Math.max(3, Math.round(size * part));
  const clinics = many(share(0.01), (index) =>
    dirty({
      clinicname: index % 3 === 0 ? 'Healing Hands' : `Clinic ${index}`,
      address: 'Ap #971-3471 Street',
      zip: oneOf<Value>([445_001, '00501', 501]),
      phone: oneOf<Value>([Long.fromNumber(9_855_630_065), '+91 71228 21265', 7_350_460_089]),
      userCreated: date(),
    }),
  );
  const doctors = many(share(0.02), (index) =>
    dirty({
      firstname: oneOf(['Ravi', 'Zoë', 'Ana María']),
      lastname: index < lastnames.length ? lastnames[index] : oneOf(lastnames),
      clinic: oneOf<Value>(['Healing Hands', 'Clinic 1', 'clinic 2', clinics[0]?._id, newId(), 3]),
      phone: below(1_000_000_000),
      userCreated: date(),
    }),
  );
  const doctor = (): Value => (sometimes(0.15) ? oneOf(doctors)._id : doctorName());
  const userCount = share(0.03);
  const person = () => `person${below(userCount)}`;
  const healthlogs = many(share(0.25), () =>
    dirty({
      date: date(),
      doctor: doctor(),
      visitPurpose: 'Fever and headache',
      notes: 'N/A',
      heightIn: oneOf<Value>([67, '67', '5 ft 7', new Double(66)]),
      weightLb: oneOf<Value>([165, '165,5', Decimal128.fromString('160.5'), '160 lb']),
      vitals: oneOf<Value>([undefined, { pulse: 70 }, { pulse: 'fast' }, { puls: 70 }]),
      userCreated: date(),
    }),
  );
  const prescriptions = many(share(0.2), () =>
    dirty({
      prescriptionName: 'Paraceteml',
      amount: oneOf<Value>(['2 a day', 2]),
      dateprescribed: date(),
      doctorprescribed: doctor(),
      generalinstructions: 'after food',
    }),
  );
  const symptomjournals = many(share(0.19), () =>
    dirty({
      symptomType: 'Headache',
      symptomDate: date(),
      symptomTime: time(),
      symptomInfo: 'Throbbing',
      severity: oneOf<Value>([3, '7', 'bad']),
    }),
  );
  // Few days and few doctors: most of these clash with another one.
  const appointments = many(share(0.3), () =>
    dirty({
      date: new Date(Date.UTC(2023, 9, 1 + below(8))),
      time: oneOf<Value>([`${9 + below(9)}:${oneOf(['00', '10', '30'])}`, time()]),
      doctor: doctor(),
      doctorName: sometimes(0.05) ? 'Somebody else' : undefined,
      appointmentName: oneOf<Value>([person(), person().toUpperCase(), 'Rohit', oneOf(lastnames)]),
      patient: sometimes(0.1) ? newId() : undefined,
      minutes: sometimes(0.2) ? oneOf<Value>([30, -5, 0, 1e9, '45', 12.5]) : undefined,
      status: sometimes(0.1) ? oneOf<Value>(['cancelled', 'Cancelled', 'unknown', 'booked']) : undefined,
      room: sometimes(0.2) ? oneOf(['Room 1', 'Room 2']) : undefined,
      userCreated: date(),
    }),
  );
  const listOf = (documents: readonly Document[]): Value =>
    sometimes(0.05)
      ? noise()
      : many(below(8), () => oneOf(documents)).map((document) =>
          oneOf<Value>([document._id, document._id, String(document._id), newId()]),
        );
  const users = many(userCount, (index) => ({
    ...dirty({
      username: oneOf<Value>([
        `person${index}`,
        `Person${index}`,
        `PERSON${below(userCount)}`,
        `person${below(20)}`,
      ]),
      email: oneOf<Value>([`person${index}@example.org`, `Person${below(20)}@Example.org `]),
      doctors: listOf(doctors),
      clinics: listOf(clinics),
      healthLogs: listOf(healthlogs),
      prescriptions: listOf(prescriptions),
      symptoms: listOf(symptomjournals),
      attachments: [],
      userCreated: date(),
      name: sometimes(0.1) ? 'Display Name' : undefined,
      firstName: sometimes(0.1) ? oneOf(['Rohit', 'Abhineet']) : undefined,
      role: sometimes(0.1) ? oneOf(['admin', 'user']) : undefined,
      isAdmin: sometimes(0.05) ? true : undefined,
      active: sometimes(0.05) ? false : undefined,
    }),
    ...oneOf<Document>([
      { password: `${plainPassword}${index}` },
      { password: `${plainPassword}${index}` },
      { password: `${plainPassword}${index}` },
      { Password: `${plainPassword}${index}`, confirmPassword: `${plainPassword}${index}` },
      { local: { email: 'x@example.org', password: `${plainPassword}${index}` } },
      { password: 123_456_000 + index },
      { password: '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy' },
      {
        password:
          '$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b6dWRWJTmaaJObG0v3TDHb6nxY',
      },
      { password: [`${plainPassword}${index}`] },
      { password: null },
      {},
    ]),
  }));
  return {
    clinics,
    doctors,
    users,
    appointments,
    healthlogs,
    prescriptions,
    symptomjournals,
    'attachments.files': many(3, () => ({ _id: newId(), filename: 'scan.pdf', length: 5 })),
    'attachments.chunks': many(3, () => ({ _id: newId(), n: 0, data: new Binary(Buffer.from('pages')) })),
    sessions: many(3, (index) => ({ _id: `session ${index}`, cookie: { originalMaxAge: null } })),
  };
}

/** Without what the driver would not store. */
export const stored = (document: Document): Document => {
  const entries = Object.entries(document).filter(([, value]) => value !== undefined);
  const kept: Document = {};
  for (const [name, value] of entries)
    Object.defineProperty(kept, name, { value, enumerable: true, configurable: true, writable: true });
  return kept;
};
