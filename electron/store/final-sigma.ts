import type mongoose from 'mongoose';
import type { EntityTable } from '../../shared/entities';
import { asDuplicateKey } from './errors';

type Db = mongoose.mongo.Db;
type Expression = Readonly<Record<string, unknown>>;

const final = 'ς';
const folded = (input: unknown): Expression => ({ $replaceAll: { input, find: final, replacement: 'σ' } });

/** Texts stay apart from what else such a field may hold. */
const foldedText = (input: string): Expression => ({
  $cond: [{ $eq: [{ $type: input }, 'string'] }, folded(input), input],
});

/**
 * `fold` made two letters of the Greek sigma up to migration 4; what was derived with it is brought to one. Records
 * keep revision and times: nothing that a person wrote changes. Safe to repeat.
 */
export async function foldFinalSigma(database: Db, table: EntityTable): Promise<void> {
  for (const collection of Object.keys(table)) {
    const records = database.collection(collection);
    const tokens = { $map: { input: '$searchTokens', as: 'token', in: foldedText('$$token') } };
    await records.updateMany({ searchTokens: { $type: 'array', $regex: final } }, [
      { $set: { searchTokens: tokens } },
    ]);
    const keys = { $objectToArray: '$sortKeys' };
    const hasFinal = {
      $gt: [
        {
          $size: {
            $filter: {
              input: keys,
              as: 'key',
              cond: {
                $and: [
                  { $eq: [{ $type: '$$key.v' }, 'string'] },
                  { $gte: [{ $indexOfCP: ['$$key.v', final] }, 0] },
                ],
              },
            },
          },
        },
        0,
      ],
    };
    const entry = { k: '$$key.k', v: foldedText('$$key.v') };
    await records.updateMany({ sortKeys: { $type: 'object' }, $expr: hasFinal }, [
      { $set: { sortKeys: { $arrayToObject: { $map: { input: keys, as: 'key', in: entry } } } } },
    ]);
  }
  if ('users' in table) await foldNamesOfAccounts(database);
}

/**
 * Of two accounts that would now have one name, the one whose name is written with the final letter keeps its old key,
 * and signs in by email until an administrator renames it.
 */
async function foldNamesOfAccounts(database: Db): Promise<void> {
  const accounts = database.collection('users');
  for (const key of ['usernameKey', 'emailKey']) {
    for await (const account of accounts.find({ [key]: { $regex: final } }).sort({ _id: 1 })) {
      const changed = String(account[key]).replaceAll(final, 'σ');
      await accounts.updateOne({ _id: account._id }, { $set: { [key]: changed } }).catch((error: unknown) => {
        if (!asDuplicateKey(error)) throw error;
      });
    }
  }
}
