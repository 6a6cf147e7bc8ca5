import { expect, it } from 'vitest';
import type { ClinicCopies } from '../ports/clinic-copies';
import type { ConnectionBook } from '../ports/connection-book';
import { StartFailure } from '../ports/start-failure';
import { CopyMarks } from './copy-marks';

const away = new StartFailure('noAnswer', 'The connection was lost.', 'Go on when it answers.');

// Seen red with the origin asked for outside what a database may fail by going away: CI met it by chance.
it.each(['note', 'returns', 'origin'] as const)(
  'a database that goes away when it is asked for its %s leaves what was known, and nothing is complained of',
  async (question) => {
    const [kept, logged]: [unknown[], unknown[]] = [[], []];
    const copies: Partial<ClinicCopies> = {
      ...{ note: async () => null, returns: async () => [], origin: async () => null },
      [question]: async () => {
        throw away;
      },
    };
    const book: Partial<ConnectionBook> = {
      chosen: 'here',
      list: async () => ({ connections: [], open: 'here' }),
      keepCopies: async (...given) => void kept.push(given),
    };
    const marks = new CopyMarks({
      book: book as ConnectionBook,
      database: { isLive: true, copies: () => copies as ClinicCopies },
      log: (...given) => void logged.push(given),
    });
    await marks.keep();
    expect(logged).toEqual([]);
    expect(kept).toEqual([]);
  },
);
