import { describe, expect, it } from 'vitest';
import { isUsualKnown, readingGroups, usualGroups } from './groups';

const keysOf = (groups: readonly { key: string }[]) => groups.map(({ key }) => key);

describe('the groups that are plotted at first', () => {
  it('are the two of which most was read, in the order in which people are shown them', () => {
    const measured = [
      { kind: '8867-4', count: 300 },
      { kind: '59408-5', count: 400 },
      // Together they are more than the pulse.
      { kind: '8480-6', count: 200 },
      { kind: '8462-4', count: 200 },
    ] as const;
    expect(keysOf(usualGroups(measured))).toEqual(
      keysOf(readingGroups.filter(({ key }) => ['bp', '59408-5'].includes(key))),
    );
    expect(isUsualKnown(measured)).toBe(true);
  });

  it('are not known by what was read alone while it is of one group: visits may have noted another', () => {
    const pressure = [
      { kind: '8480-6', count: 2 },
      { kind: '8462-4', count: 2 },
    ] as const;
    expect(isUsualKnown(pressure)).toBe(false);
    const noted = readingGroups.filter(({ key }) => ['bp', '29463-7'].includes(key));
    expect(keysOf(usualGroups(pressure, noted))).toEqual(keysOf(noted));
  });
});
