import type { Expression } from './expressions';

const backToStart = ['booked', 'confirmed', 'cancelled', 'noShow'];

/**
 * `{ arrived, called }`: when an appointment reached both for good, as `reachedAt` of the rules says it; null where it
 * did not, or was taken back.
 */
export function waitOf(statusTimes: string): Expression {
  const status = '$$this.status';
  const isBack = (statuses: readonly string[]) => ({ $in: [status, { $literal: statuses }] });
  const first = (known: string, of: string) => ({
    $cond: [{ $and: [{ $eq: [status, of] }, { $eq: [known, null] }] }, '$$this.at', known],
  });
  return {
    $reduce: {
      input: { $ifNull: [statusTimes, []] },
      initialValue: { arrived: null, called: null },
      in: {
        arrived: { $cond: [isBack(backToStart), null, first('$$value.arrived', 'arrived')] },
        called: { $cond: [isBack([...backToStart, 'arrived']), null, first('$$value.called', 'inRoom')] },
      },
    },
  };
}
