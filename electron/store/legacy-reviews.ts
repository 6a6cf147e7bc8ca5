import type mongoose from 'mongoose';
import type { LegacyDatabase, ReviewQuery, StoredReviewItem } from '../core/ports/legacy-database';
import { REVIEWS } from './own-collections';

type Review = Omit<StoredReviewItem, 'id'> & { _id: string };
type Reviews = 'putReview' | 'review' | 'reviewCounts' | 'reviewItem' | 'mark';

/** What a person is to look at after an adoption. */
export function legacyReviews(database: mongoose.mongo.Db): Pick<LegacyDatabase, Reviews> {
  const reviews = database.collection<Review>(REVIEWS);
  return {
    async putReview(items) {
      if (items.length === 0) return;
      await reviews.bulkWrite(
        items.map(({ id, ...item }) => ({
          updateOne: {
            filter: { _id: id },
            update: { $set: item, $setOnInsert: { settled: false } },
            upsert: true,
          },
        })),
      );
    },

    async review({ settled, kind, entity, record, after, limit }) {
      const filter = {
        ...(settled === undefined ? {} : { settled }),
        ...(kind === undefined ? {} : { kind }),
        ...(entity === undefined ? {} : { entity }),
        ...(record === undefined ? {} : { $and: [{ _id: idsAbout(record) }] }),
      };
      const page = after === undefined ? filter : { ...filter, _id: { $gt: after } };
      const [found, total] = await Promise.all([
        // What is about one record stands together.
        reviews.find(page, { sort: { _id: 1 }, limit }).toArray(),
        reviews.countDocuments(filter),
      ]);
      return { items: found.map(({ _id, ...item }) => ({ id: _id, ...item })), total };
    },

    async reviewCounts() {
      const sort = { kind: '$kind', entity: '$entity', settled: '$settled' };
      const found = await reviews
        .aggregate<{ _id: { kind: string; entity: string; settled: boolean }; count: number }>([
          { $group: { _id: sort, count: { $sum: 1 } } },
          { $sort: { _id: 1 } },
        ])
        .toArray();
      return found.map(({ _id, count }) => ({ ..._id, count }));
    },

    async reviewItem(id) {
      const found = await reviews.findOne({ _id: id });
      if (!found) return null;
      const { _id, ...item } = found;
      return { id: _id, ...item };
    },

    async mark(item, { settled, link, begun }) {
      const unset = { ...(link ? {} : { link: true as const }), ...(begun ? {} : { begun: true as const }) };
      const { matchedCount } = await reviews.updateOne(
        {
          _id: item.id,
          'link.id': item.link?.id ?? { $exists: false },
          'begun.id': item.begun?.id ?? { $exists: false },
        },
        {
          $set: { settled, ...(link ? { link } : {}), ...(begun ? { begun } : {}) },
          ...(link && begun ? {} : { $unset: unset }),
        },
      );
      return matchedCount === 1;
    },
  };
}

/**
 * The ids of all items about one record: they begin with its entity and its id. So the index that every collection has
 * finds them, and a record that was never adopted costs next to nothing. The semicolon comes next after the colon.
 */
const idsAbout = ({ entity, id }: NonNullable<ReviewQuery['record']>) => ({
  $gte: `${entity}:${id}:`,
  $lt: `${entity}:${id};`,
});
