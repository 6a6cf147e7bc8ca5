import { counted } from '../counted';

/** What a database holds that Clinic Desk did not make, while it holds nothing that Clinic Desk made. */
export type Strangers = {
  /** How many collections. */
  readonly count: number;
  /** Of the first ones, in order. */
  readonly names: readonly string[];
  /** They are called as those of the older health-care system that can be adopted. */
  readonly isOlderSystem: boolean;
};

/** As many names as people need to know what it is. */
export const namedStrangers = 3;

/** Collections of the published older system, by names that few others use. */
const ofOlderSystem: ReadonlySet<string> = new Set([
  ...['clinics', 'doctors', 'appointments', 'healthlogs', 'prescriptions', 'symptomjournals'],
]);

export function strangersOf(collections: readonly string[]): Strangers | undefined {
  if (collections.length === 0) return undefined;
  const names = collections.toSorted();
  return {
    count: names.length,
    names: names.slice(0, namedStrangers),
    isOlderSystem: names.filter((name) => ofOlderSystem.has(name)).length > 1,
  };
}

/** What is to be known of them before Clinic Desk makes anything beside them. */
export function strangerWords({ count, names, isOlderSystem }: Strangers): {
  readonly message: string;
  readonly remedy: string;
} {
  const collections = counted(count, { one: 'collection', many: 'collections' });
  const { are, they } =
    count === 1 ? { are: 'is', they: 'It stays as it is' } : { are: 'are', they: 'They stay as they are' };
  const what = `${names.join(', ')}${count > names.length ? ' and more' : ''}`;
  const beside = 'When it is opened, Clinic Desk makes its own collections beside';
  return {
    message: `The database there is not empty: ${collections} in it ${are} not of Clinic Desk (${what}).`,
    remedy: isOlderSystem
      ? `They look like those of an older health-care system. ${beside} them. They stay as they are until an administrator adopts them under Existing database.`
      : `${they}. ${beside} ${count === 1 ? 'it' : 'them'}. For a database of its own, change the name under Database.`,
  };
}
