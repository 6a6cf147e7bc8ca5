import type { Allergy, Prescription } from '../entities';
import { isActive, isTaken } from './active';
import { type CheckResult, checkEach, checkMedicine, type Prescribed } from './medicines/check';
import { inWordsOfNow } from './medicines/earlier-words';
import { interactions } from './medicines/interactions';

/** A `CheckResult` in the form that is kept with a prescription and sent. */
export type KeptCheck = NonNullable<Prescription['checkResult']>;
export type KeptFinding = KeptCheck['findings'][number];
type SaidFinding = Pick<KeptFinding, 'message' | 'instead' | 'otherwise'>;

type OfRecord<T> = { readonly id: string } & Partial<T>;
/** What a person's record holds, also what no longer counts. */
export type KnownOfPerson = {
  readonly allergies: readonly OfRecord<Allergy>[];
  readonly prescriptions: readonly OfRecord<Prescription>[];
};

/** A check, and how many allergies and medicines it was made against. */
export type Checked = {
  readonly result: KeptCheck;
  readonly against: { allergies: number; medicines: number };
};

/** Stands for a name that a record of an older system lacks; no table knows it, so it reads NOT CHECKED. */
const notNamed = 'Not named';

/** Checks one medicine against what counts of a person's record on a day. `except`: the prescription that it is itself. */
export function checkPrescription(
  prescribed: Prescribed,
  known: KnownOfPerson,
  { today, except }: { today: string; except?: string },
): Checked {
  const { allergies, taken } = whatCounts(known, today);
  const others = taken.filter(({ id }) => id !== except);
  const result = kept(checkMedicine({ prescribed, allergies, others }));
  return { result, against: { allergies: allergies.length, medicines: others.length } };
}

/** The check of every prescription that counts, as things stand on a day, by its id. */
export function checksOf(known: KnownOfPerson, today: string): Record<string, KeptCheck> {
  const { allergies, taken } = whatCounts(known, today);
  return Object.fromEntries([...checkEach(taken, allergies)].map(([id, result]) => [id, kept(result)]));
}

const whatCounts = ({ allergies, prescriptions }: KnownOfPerson, today: string) => ({
  allergies: allergies.filter(isActive).map((each) => ({ ...each, substance: each.substance ?? notNamed })),
  taken: prescriptions
    .filter((each) => isTaken(each, today))
    .map((each) => ({ id: each.id, ...prescribedOf(each) })),
});

export const prescribedOf = ({ prescriptionName, medication }: Partial<Prescription>): Prescribed => ({
  name: prescriptionName ?? notNamed,
  coding: medication,
});

/** What nobody goes on against without a reason: every allergy, and whatever is contraindicated or serious. */
export const needDecision = ({ findings }: KeptCheck): KeptFinding[] =>
  findings.filter(({ kind, severity }) => kind === 'allergy' || severity !== 'moderate');

/**
 * A finding with what to do about it: "The statin builds up. Choose another, or lower the dose." An `instead` that begins with
 * "or" goes on with the sentence before it: "The glucose can fall far. Watch it, or choose another."
 */
export function sayFinding({ message, instead, otherwise }: SaidFinding): string {
  if (!instead) return message;
  if (instead.startsWith('or ')) return `${message.replace(/\.$/, '')}, ${instead}.`;
  return `${message} ${instead}${otherwise ? `, or ${otherwise}` : ''}.`;
}

/** A finding that was decided on with a reason: "The statin builds up. Lower the dose." There is no choice any more. */
export function sayDecided(finding: KeptFinding): string {
  const { message, otherwise } = inParts(finding);
  return otherwise ? `${message} ${otherwise.slice(0, 1).toUpperCase()}${otherwise.slice(1)}.` : message;
}

/** What leaves a choice, of no table: allergies, and what is taken twice. */
const choices = ['Choose another, or give a reason', 'Stop one, or give a reason'];

/** What leaves a choice, as it was kept while a finding was one text; the longest first, so that none is taken for the end of another. */
const inOneText = [
  ...interactions,
  ...choices.map((instead) => ({ says: '', instead, otherwise: undefined })),
]
  .filter(({ instead }) => instead !== undefined)
  .map(({ says, instead, otherwise }) => {
    const text = sayFinding({ message: says, instead, otherwise }).trimStart();
    return { text, says, instead, otherwise };
  })
  .toSorted((one, other) => other.text.length - one.text.length);

/** A finding that was kept as one text, in its parts; what no row of now says stays as it was kept. */
function inParts(finding: KeptFinding): KeptFinding {
  if (finding.instead) return finding;
  const message = inWordsOfNow(finding.message);
  const row = inOneText.find(({ text }) => message.endsWith(` ${text}`));
  if (!row) return finding;
  const { text, says, instead, otherwise } = row;
  return { ...finding, message: `${message.slice(0, -text.length)}${says}`.trimEnd(), instead, otherwise };
}

/** Whether two findings speak against the same for the same reason, as they are read: an older one is in the words of its day. */
export const isSameFinding = (one: KeptFinding, other: KeptFinding): boolean =>
  one.kind === other.kind &&
  one.severity === other.severity &&
  one.about === other.about &&
  inWordsOfNow(sayFinding(one)) === inWordsOfNow(sayFinding(other));

const kept = (result: CheckResult): KeptCheck => ({
  ...result,
  findings: result.findings.map((finding) => ({ ...finding })),
  notChecked: result.notChecked.map(({ didYouMean, ...rest }) => ({
    ...rest,
    ...(didYouMean && { didYouMean: [...didYouMean] }),
  })),
});
