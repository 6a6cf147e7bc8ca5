import { mostCounted } from '../../../shared/contract';
import { matchesText, textQueryOf, tokensOf } from '../../../shared/rules/search-tokens';
import type { EntityDefinition } from '../../../shared/schema';
import type { EntityRecords } from '../entity-records';
import { isReadable } from '../entity-records-fields';
import { type Query, type Records, type Selection, type StoredRecord, TooSlow } from '../ports/records';
import type { SignedInPerson } from '../session';

/** Records in the order of `sort` that have the words, as far as the person may read them. */
export type Matching = {
  readonly found: readonly StoredRecord[];
  readonly total: number;
  /** There are more than were counted. */
  readonly isMore: boolean;
  /** Too many records have each of the words to look for all of them in time. */
  readonly isUnfinished: boolean;
};
type Asked = Pick<Query, 'filter' | 'sort' | 'offset' | 'limit'> & { readonly text: string };

const nothing: Matching = { found: [], total: 0, isMore: false, isUnfinished: false };
/** Where each word is common, finding them together may mean reading every record: not longer than this. */
const patienceMs = 200;

/**
 * The one place that knows how a record is found by the words in it: today by folded words that the store keeps beside
 * it, later by keyed tokens of sealed text. What comes back can be read and searched for marks.
 */
export class WordMatching {
  constructor(
    private readonly records: Records,
    private readonly entityRecords: EntityRecords,
  ) {}

  /** Finding stops at `mostCounted`, and counting one further. */
  async matching(entity: EntityDefinition, asked: Asked, person: SignedInPerson): Promise<Matching> {
    const { filter, text, offset = 0, sort } = asked;
    const selection = this.entityRecords.selectionFor(entity, { filter, text }, person);
    const limit = Math.min(asked.limit, mostCounted - offset);
    if (!selection || limit < 1) return nothing;
    const way = await this.wayFor(entity, selection);
    try {
      const [stored, count] = await Promise.all([
        this.records.find(entity, { ...selection, ...way, sort, offset, limit, fields: shownOf(entity) }),
        // A count that takes too long tells no more than that there are many.
        this.records.count(entity, { ...selection, ...way }, mostCounted + 1).catch(unlessTooSlow),
      ]);
      const found = stored.map((record) => this.entityRecords.visible(entity, record, person));
      const isMore = count === null ? stored.length >= limit : count > mostCounted;
      const total = Math.min(count ?? offset + stored.length, mostCounted);
      return readableOnly(entity, { found, total, isMore, isUnfinished: false }, text, person);
    } catch (error) {
      return unlessTooSlow(error) ?? { ...nothing, isUnfinished: true };
    }
  }

  /**
   * By the rarest word where few records have it; else in the order that is asked for, which comes upon common words
   * soon. MongoDB left to choose was measured to keep the way of an earlier search, up to 15 s.
   */
  private async wayFor(entity: EntityDefinition, { text = '', scope }: Selection) {
    const words = text.split(/\s+/).filter((word) => word.length > 1);
    const counts = await Promise.all(
      words.map((word) => this.records.count(entity, { text: word, walksWords: true }, mostCounted + 1)),
    );
    if (Math.min(...counts) <= mostCounted) return { walksWords: true };
    // One patient has few records: these are all looked at.
    return scope ? {} : { withinMs: patienceMs };
  }
}

/** What is heavy is left out, unless words are found in it: then it is to show why. */
const shownOf = ({ fields, searchFields }: EntityDefinition): string[] =>
  Object.keys(fields).filter((name) => {
    const field = fields[name];
    return !field?.writeOnly && (!field?.heavy || searchFields.includes(name));
  });

function unlessTooSlow(error: unknown): null {
  if (error instanceof TooSlow) return null;
  throw error;
}

/** Words of a field that this person may not read tell nothing, not even how many records have them. */
function readableOnly(
  entity: EntityDefinition,
  matching: Matching,
  text: string,
  person: SignedInPerson,
): Matching {
  if (entity.searchFields.every((name) => isReadable(entity, name, person))) return matching;
  const query = textQueryOf(text);
  const found = matching.found.filter((record) => matchesText(query, tokensOf(entity, record)));
  return { found, total: found.length, isMore: false, isUnfinished: false };
}
