import type { StoredReviewItem } from '../ports/legacy-database';
import type { Conversion } from './conversion';

/** A program that makes up field names must not fill the memory; these are more than a person reads. */
const mostFields = 1_000;

/** Old fields without a place today: one item for each field of a collection, however many documents have it. */
export class UnknownFields {
  private readonly known = new Set<string>();

  get count(): number {
    return this.known.size;
  }

  /** Items for those that were not seen before. */
  add({ entity, unknown }: Conversion): Omit<StoredReviewItem, 'settled'>[] {
    return unknown.flatMap((field) => {
      const name = field.slice(0, 60);
      const id = `${entity.name}::unknownField:${name}`;
      if (this.known.has(id) || this.known.size >= mostFields) return [];
      this.known.add(id);
      return [
        {
          id,
          entity: entity.name,
          record: '',
          field: name,
          kind: 'unknownField',
          message: `Some ${entity.label.many} had a field that does not exist today. It is kept with each of them.`,
        },
      ];
    });
  }
}
