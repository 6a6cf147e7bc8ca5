import { readingKindOf } from '../../../../../shared/rules/readings/kinds';
import type { ReadingUnits } from '../reading-units';

/** Every kind in its own unit, as it is kept, without a page around it. */
export const ownUnits: ReadingUnits = {
  of: (code) => {
    const unit = readingKindOf(code)?.units[0];
    if (!unit) throw new Error(`No kind ${code}`);
    return { unit, show: (kept) => kept, write: String };
  },
  choose: () => undefined,
};
