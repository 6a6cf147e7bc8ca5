import { describe, expect, it } from 'vitest';
import { EventBus, MOST_WAITING, type Told } from './event-bus';

const changeOf = (id: number): Told => ({
  type: 'changed',
  change: { entity: 'patients', id: String(id) },
});

async function read(told: AsyncIterable<Told>, count: number): Promise<Told[]> {
  const heard: Told[] = [];
  for await (const each of told) {
    heard.push(each);
    if (heard.length === count) break;
  }
  return heard;
}

describe('What happens is told to those who listen', () => {
  it('in its order, from when they began to listen, and until they stop', async () => {
    const bus = new EventBus();
    const stop = new AbortController();
    bus.tell(changeOf(1));
    const told = bus.listen(stop.signal);
    bus.tell(changeOf(2));
    bus.tell({ type: 'connection' });
    expect(await read(told, 2)).toEqual([changeOf(2), { type: 'connection' }]);

    const ending = read(bus.listen(stop.signal), 2);
    bus.tell(changeOf(3));
    stop.abort();
    bus.tell(changeOf(4));
    expect((await ending).length).toBeLessThan(2);
  });

  // Seen red with the oldest simply dropped, as oRPC's publisher does: the listener then never learns that it missed some.
  it('as a gap, when more waits than one listener keeps up with', async () => {
    const bus = new EventBus();
    const told = bus.listen(new AbortController().signal);
    for (let id = 0; id <= MOST_WAITING; id += 1) bus.tell(changeOf(id));
    expect(await read(told, 3)).toEqual([{ type: 'gap' }, { type: 'connection' }, changeOf(MOST_WAITING)]);
  });
});
