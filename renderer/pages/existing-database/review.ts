import type { ClinicClient, ReviewItem } from '../../../shared/contract';

/** What can be the matter, as a filter says it. */
export const kindWords = {
  unreadableValue: 'A value that cannot be read',
  unknownField: 'A field that is not known',
  ambiguousName: 'A name that several people have',
  unknownName: 'A name that nobody has',
  danglingReference: 'A record that is not there',
  unassigned: 'Belongs to no patient',
  clash: 'Two at the same time',
  duplicate: 'Twice the same',
  other: 'Something else',
} as const satisfies Record<ReviewItem['kind'], string>;

const perCall = 200;
/** More than a person will go through; the filters are over these. */
const mostItems = 10_000;

/** Every item, open and settled, page by page. */
export async function readReview(client: ClinicClient, signal: AbortSignal): Promise<ReviewItem[]> {
  const items: ReviewItem[] = [];
  for (;;) {
    const page = await client.legacy.review({ offset: items.length, limit: perCall }, { signal });
    items.push(...page.items);
    if (page.items.length === 0 || items.length >= Math.min(page.total, mostItems)) return items;
  }
}
