import type mongoose from 'mongoose';
import { entities } from '../../../shared/entities';
import { pathOf } from '../query';
import type { Merged } from './fact-stages';
import type { Moment } from './moment';

const { patients } = entities;

/** Who was merged into whom, at the end of each chain. */
export async function readMerged(moment: Moment, collection: mongoose.mongo.Collection): Promise<Merged> {
  const path = pathOf(patients, 'mergedInto');
  const found = await moment.all<{ _id: mongoose.mongo.ObjectId; into: mongoose.mongo.ObjectId }>(
    collection,
    [{ $match: { [path]: { $ne: null } } }, { $project: { into: `$${path}` } }],
  );
  const into = new Map(found.map((each) => [String(each._id), String(each.into)]));
  const last = (id: string): string => {
    const passed = new Set<string>();
    let at = id;
    for (let next = into.get(at); next !== undefined && !passed.has(next); next = into.get(at)) {
      passed.add(next);
      at = next;
    }
    return at;
  };
  return new Map([...into.keys()].map((id) => [id, last(id)]));
}
