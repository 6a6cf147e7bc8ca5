import mongoose from 'mongoose';

/**
 * Makes every transaction of this process commit with `w: 1, j: false`: acknowledged before it is on the disk or on a
 * second member. Returns how to undo it. Only to see that the harness would notice.
 */
export function weakenWrites(): () => void {
  const { prototype } = mongoose.mongo.ClientSession;
  const strong = prototype.startTransaction;
  prototype.startTransaction = function weak(options) {
    return strong.call(this, { ...options, writeConcern: { w: 1, journal: false } });
  };
  return () => {
    prototype.startTransaction = strong;
  };
}
