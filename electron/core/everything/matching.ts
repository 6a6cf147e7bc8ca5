import { mostCounted } from '../../../shared/contract';
import { matchesText, textQueryOf, tokensOf } from '../../../shared/rules/search-tokens';
import type { EntityDefinition } from '../../../shared/schema';
import type { EntityRecords } from '../entity-records';
import { isReadable } from '../entity-records-fields';
import type { Query, Records, StoredRecord } from '../ports/records';
import type { SignedInPerson } from '../session';

/** Records in the order of `sort` that have the words, as far as the person may read them. */
export type Matching = {
  readonly found: readonly StoredRecord[];
  readonly total: number;
  readonly isMore: boolean;
};
type Asked = Pick<Query, 'filter' | 'sort' | 'offset' | 'limit'> & { readonly text: string };

const nothing: Matching = { found: [], total: 0, isMore: false };

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
    const [stored, count] = await Promise.all([
      this.records.find(entity, { ...selection, sort, offset, limit }),
      this.records.count(entity, selection, mostCounted + 1),
    ]);
    const found = stored.map((record) => this.entityRecords.visible(entity, record, person));
    const counted = { total: Math.min(count, mostCounted), isMore: count > mostCounted };
    if (entity.searchFields.every((name) => isReadable(entity, name, person))) return { found, ...counted };
    // Words of a field that this person may not read tell nothing, not even how many records have them.
    const query = textQueryOf(text);
    const readable = found.filter((record) => matchesText(query, tokensOf(entity, record)));
    return { found: readable, total: readable.length, isMore: false };
  }
}
