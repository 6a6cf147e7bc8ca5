import { describe, expect, it, vi } from 'vitest';
import type { RoomLeft } from './ports/local-database';
import { SpaceWatch } from './space-watch';

function stage() {
  let space: RoomLeft['space'] | Error = 'enough';
  let isOpen = true;
  const told: (RoomLeft['space'] | undefined)[] = [];
  const logged: string[] = [];
  const watch = new SpaceWatch({
    local: {
      room: async () => {
        if (space instanceof Error) throw space;
        return { freeBytes: 7, space };
      },
    },
    isOpen: () => isOpen,
    onChange: (room) => told.push(room?.space),
    log: (message) => logged.push(message),
    everyMs: 1_000,
  });
  return {
    ...{ watch, told, logged },
    set: (next: typeof space) => {
      space = next;
    },
    leave: () => {
      isOpen = false;
    },
  };
}

describe('the room on the disk of the database', () => {
  it('is told when it changes, not each time that it is looked at', async () => {
    const { watch, told, set } = stage();
    for (const space of ['enough', 'low', 'low', 'full', 'enough', 'enough'] as const) {
      set(space);
      await watch.look();
    }
    expect(told).toEqual(['low', 'full', undefined]);
  });

  it('is no concern once the records are elsewhere', async () => {
    const { watch, told, set, leave } = stage();
    set('low');
    await watch.look();
    leave();
    await watch.look();
    expect(told).toEqual(['low', undefined]);
  });

  it('that cannot be told is logged once, and looked at again', async () => {
    const { watch, told, logged, set } = stage();
    set(new Error('gone'));
    await watch.look();
    await watch.look();
    expect(logged).toEqual(['How much room is left could not be told']);
    set('low');
    await watch.look();
    expect(told).toEqual(['low']);
  });

  it('is looked at again and again until it is stopped', async () => {
    vi.useFakeTimers();
    try {
      const { watch, told, set } = stage();
      watch.start();
      await vi.advanceTimersByTimeAsync(1_500);
      set('low');
      await vi.advanceTimersByTimeAsync(1_000);
      expect(told).toEqual(['low']);
      watch.stop();
      set('full');
      await vi.advanceTimersByTimeAsync(5_000);
      expect(told).toEqual(['low']);
    } finally {
      vi.useRealTimers();
    }
  });
});
