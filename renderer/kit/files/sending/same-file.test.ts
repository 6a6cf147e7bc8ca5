import { describe, expect, it } from 'vitest';
import { add, become, core, fileOf, queueFor } from './testing/upload-stage';

describe('the very same file as a document that is there', () => {
  const letter = { id: 'f'.repeat(24), title: 'Letter', addedAt: new Date('2026-11-03T09:00:00Z') };
  const added = async () => {
    const desk = core();
    desk.hasSame(letter);
    const queue = queueFor(desk);
    add(queue, fileOf(2));
    await become(queue, 'done');
    return { desk, queue };
  };

  // Seen red with a sender that gives the document alone.
  it('is added, names that document, and waits for the next queue of the same person', async () => {
    const { queue } = await added();
    expect(queue.all()).toMatchObject([{ state: { kind: 'done' }, sameAs: letter }]);
    expect(queue.left()).toHaveLength(1);
  });

  it('names it also where the answer was lost', async () => {
    const desk = core();
    desk.hasSame(letter);
    const queue = queueFor(desk);
    desk.loseAnswer();
    add(queue, fileOf(1));
    await become(queue, 'away');
    queue.wake();
    await become(queue, 'done');
    expect(queue.all()[0]?.sameAs).toEqual(letter);
  });

  it('goes off the list when it is taken back, and stays with it when that failed', async () => {
    const { desk, queue } = await added();
    desk.setAway(true);
    await queue.takeBack('1');
    expect(queue.all()).toMatchObject([{ sameAs: letter, state: { problem: expect.anything() } }]);
    desk.setAway(false);
    await queue.takeBack('1');
    expect(desk.removed).toEqual(['1']);
    expect(queue.all()).toEqual([]);
  });

  // Seen red with a document removed without asking whether the other one is there still.
  it('is not taken back when the other one was removed meanwhile: one always stays', async () => {
    const { desk, queue } = await added();
    desk.hasSame(undefined);
    await queue.takeBack('1');
    expect(desk.removed).toEqual([]);
    expect(queue.all()[0]).toMatchObject({
      sameAs: undefined,
      state: { kind: 'done', problem: { message: expect.stringContaining('this one stays') } },
    });
  });

  // Seen red with both taken back at once: each was told of the other, and none stayed.
  it('of two that are the same file, one stays when both are taken back at once', async () => {
    const desk = core();
    desk.hasSame({ id: 'f'.repeat(24), title: 'The other', addedAt: new Date('2026-11-03T09:00:00Z') });
    const { remove } = desk;
    desk.remove = async (record) => {
      const isRemoved = await remove(record);
      desk.hasSame(undefined);
      return isRemoved;
    };
    const queue = queueFor(desk);
    add(queue, fileOf(2), fileOf(2));
    await become(queue, 'done', 'done');
    await Promise.all([queue.takeBack('1'), queue.takeBack('2')]);
    expect(desk.removed).toEqual(['1']);
    expect(queue.all()).toMatchObject([
      { id: '2', state: { problem: { message: expect.stringContaining('this one stays') } } },
    ]);
  });
});
