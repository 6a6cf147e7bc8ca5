import { ORPCError } from '@orpc/client';
import { describe, expect, it, vi } from 'vitest';
import { uploadPiece } from '../../../../shared/rules/file-kinds';
import { add, become, core, fileOf, queueFor, states, type Queue } from './testing/upload-stage';

describe('sending files', () => {
  it('sends a file piece by piece in order, and no more than two files at once', async () => {
    const desk = core();
    const queue = queueFor(desk);
    add(queue, fileOf(3), fileOf(2), fileOf(1));
    expect(states(queue)).toEqual(['sending', 'sending', 'waiting']);
    await become(queue, 'done', 'done', 'done');
    expect(desk.calls.filter(({ upload }) => upload === '1').map(({ offset }) => offset)).toEqual([
      0,
      uploadPiece,
      2 * uploadPiece,
    ]);
    expect(desk.calls.findIndex(({ upload }) => upload === '3')).toBeGreaterThan(
      desk.calls.findLastIndex(({ upload }) => upload === '2'),
    );
  });

  // Seen red with an upload begun anew after a lost connection.
  it('waits for a lost connection and goes on from what has arrived, never from the beginning', async () => {
    const desk = core();
    const queue = queueFor(desk);
    desk.loseAnswer();
    add(queue, fileOf(3));
    await become(queue, 'away');
    desk.setAway(true);
    queue.wake();
    await vi.waitFor(() => expect(desk.asked()).toBe(1), { interval: 1 });
    expect(states(queue)).toEqual(['away']);
    desk.setAway(false);
    await vi.waitFor(
      () => {
        queue.wake();
        expect(states(queue)).toEqual(['done']);
      },
      { interval: 1 },
    );
    // The first piece had arrived, though its answer was lost.
    expect(desk.calls.map(({ offset }) => offset)).toEqual([0, uploadPiece, 2 * uploadPiece]);
  });

  it('takes the document when only the answer to the last piece was lost', async () => {
    const desk = core();
    const queue = queueFor(desk);
    desk.loseAnswer();
    add(queue, fileOf(1));
    await become(queue, 'away');
    queue.wake();
    await become(queue, 'done');
    expect(desk.calls).toHaveLength(1);
  });

  it('tells the reason and the field of a refusal, and tries again when asked', async () => {
    const desk = core();
    const queue = queueFor(desk);
    desk.refuse(
      new ORPCError('INVALID', {
        data: { issues: [{ path: ['documentDate'], message: 'A day after today' }] },
      }),
    );
    add(queue, fileOf(1));
    await become(queue, 'failed');
    expect(queue.all()[0]?.state).toEqual({
      kind: 'failed',
      problem: { field: 'documentDate', message: 'A day after today', isFinal: false },
    });
    desk.refuse(undefined);
    queue.tryAgain('1');
    await become(queue, 'done');
  });

  it('does not send a file again that was refused for what it is', async () => {
    const desk = core();
    const queue = queueFor(desk);
    desk.refuse(
      new ORPCError('INVALID', {
        data: { issues: [{ path: ['chunk'], message: 'It is text, not a JPEG picture.' }] },
      }),
    );
    add(queue, fileOf(1, 'notes.jpg'));
    await become(queue, 'failed');
    expect(queue.all()[0]?.state).toMatchObject({ problem: { isFinal: true } });
    queue.tryAgain('1');
    expect(states(queue)).toEqual(['failed']);
    expect(desk.calls).toHaveLength(1);
  });

  // Seen red with a cancelled upload only taken off the list.
  it('gives up what is cancelled, also while the connection is lost, and leaves nothing of it', async () => {
    const desk = core();
    const queue = queueFor(desk);
    desk.loseAnswer();
    add(queue, fileOf(3));
    await become(queue, 'away');
    queue.cancel('1');
    await become(queue);
    expect(desk.cancelled).toEqual(['1']);
    expect(desk.stored.size).toBe(0);
  });

  // Seen red with a dismissed upload only taken off the list.
  it('leaves nothing of one that failed half way, once it is dismissed', async () => {
    const desk = core();
    const queue = queueFor(desk);
    desk.loseAnswer();
    add(queue, fileOf(3));
    await become(queue, 'away');
    desk.refuse(new ORPCError('FORBIDDEN'));
    queue.wake();
    await become(queue, 'failed');
    expect(desk.stored.size).toBe(1);
    queue.dismiss('1');
    await vi.waitFor(() => expect(desk.stored.size).toBe(0), { interval: 1 });
    expect(queue.all()).toEqual([]);
  });

  it('says so when a file was stored before it could be cancelled', async () => {
    const desk = core();
    const queue = queueFor(desk);
    desk.loseAnswer();
    add(queue, fileOf(1));
    await become(queue, 'away');
    queue.cancel('1');
    await become(queue, 'done');
    expect(queue.all()[0]?.state).toMatchObject({
      problem: { message: expect.stringContaining('stored before') },
    });
  });

  const heart = { title: 'Letter of the heart clinic' };
  const titled = (queue: Queue) =>
    vi.waitFor(() => expect(queue.all()[0]?.state).toMatchObject({ record: heart }), { interval: 1 });

  // Seen red with what was written during the last piece dropped (`keepWords` left out of `run`).
  it('takes a title written while the last piece was on its way', async () => {
    const desk = core();
    const queue = queueFor(desk);
    const letGo = desk.hold();
    add(queue, fileOf(1));
    await vi.waitFor(() => expect(desk.calls).toHaveLength(1), { interval: 1 });
    queue.describe('1', heart);
    expect(states(queue)).toEqual(['checking']);
    letGo();
    await titled(queue);
    expect(desk.changed).toEqual([heart]);
  });

  it('sends a title with the next piece when there is one', async () => {
    const desk = core();
    const queue = queueFor(desk);
    const letGo = desk.hold();
    add(queue, fileOf(2));
    await vi.waitFor(() => expect(desk.calls).toHaveLength(1), { interval: 1 });
    queue.describe('1', heart);
    letGo();
    await titled(queue);
    expect(desk.calls.map(({ title }) => title)).toEqual(['scan.pdf', heart.title]);
    expect(desk.changed).toEqual([]);
  });

  it('changes the title of a document that is stored already', async () => {
    const desk = core();
    const queue = queueFor(desk);
    add(queue, fileOf(1));
    await become(queue, 'done');
    queue.describe('1', heart);
    await titled(queue);
    expect(desk.changed).toEqual([heart]);
  });

  // Seen red with the queue only stopped.
  it('leaves nothing when everything is given up: half sent, waiting, or failed half way', async () => {
    const desk = core();
    const queue = queueFor(desk);
    desk.loseAnswer();
    add(queue, fileOf(3));
    await become(queue, 'away');
    desk.refuse(new ORPCError('FORBIDDEN'));
    queue.wake();
    await become(queue, 'failed');
    desk.refuse(undefined);
    add(queue, fileOf(3), fileOf(3), fileOf(1));
    const letGo = desk.hold();
    await vi.waitFor(() => expect(desk.calls.slice(-2).map(({ upload }) => upload)).toEqual(['2', '3']), {
      interval: 1,
    });
    const over = queue.cancelAll();
    letGo();
    await over;
    expect(desk.stored.size).toBe(0);
    expect(desk.cancelled.toSorted()).toEqual(['1', '2', '3']);
    expect(queue.all()).toEqual([]);
  });

  // Seen red with an upload that fails when its person is not signed in.
  it('waits for its person to sign in again, and another queue goes on from what has arrived', async () => {
    const desk = core();
    const before = queueFor(desk);
    desk.loseAnswer();
    add(before, fileOf(3), fileOf(1, 'note.pdf'), fileOf(1, 'later.pdf'));
    await become(before, 'away', 'done', 'done');
    desk.refuse(new ORPCError('UNAUTHENTICATED'));
    before.wake();
    await vi.waitFor(() => expect(desk.calls).toHaveLength(4), { interval: 1 });
    await become(before, 'away', 'done', 'done');
    before.stop();

    desk.refuse(undefined);
    const after = queueFor(desk, before.left());
    expect(states(after)).toEqual(['waiting']);
    after.start();
    await become(after, 'done');
    const offsets = desk.calls.filter(({ upload }) => upload === '1').map(({ offset }) => offset);
    expect(offsets).toEqual([0, uploadPiece, uploadPiece, 2 * uploadPiece]);
  });

  // Seen red with a queue that gives up what is under way when it is stopped.
  it('leaves what has arrived where it is when it is stopped, and what was called off is not gone on with', async () => {
    const desk = core();
    const queue = queueFor(desk);
    const letGo = desk.hold();
    add(queue, fileOf(3), fileOf(3, 'given up.pdf'), fileOf(3, 'waiting.pdf'));
    await vi.waitFor(() => expect(desk.calls).toHaveLength(2), { interval: 1 });
    queue.cancel('2');
    queue.stop();
    letGo();
    await vi.waitFor(() => expect(desk.cancelled).toEqual(['2']), { interval: 1 });
    expect(desk.stored.get('1')?.received).toBe(uploadPiece);
    expect(queue.left().map(({ id }) => id)).toEqual(['1', '3']);
  });

  // Seen red with a piece that is waited for without a word.
  it('says since when a piece is not answered, until it is', async () => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'Date'],
      now: new Date('2026-11-30T17:03:00Z'),
    });
    try {
      const desk = core();
      const queue = queueFor(desk);
      const letGo = desk.hold();
      add(queue, fileOf(2));
      await vi.advanceTimersByTimeAsync(5_000);
      expect(queue.all()[0]?.state).toEqual({ kind: 'sending' });
      await vi.advanceTimersByTimeAsync(2_000);
      expect(queue.all()[0]?.state).toEqual({
        kind: 'sending',
        silentSince: new Date('2026-11-30T17:03:00Z'),
      });
      letGo();
      await vi.advanceTimersByTimeAsync(10);
      expect(states(queue)).toEqual(['done']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('refuses an empty file and one that is too large before a byte is sent', async () => {
    const desk = core();
    const queue = queueFor(desk);
    const large = new File([], 'film.png');
    Object.defineProperty(large, 'size', { value: 200_000_000 });
    add(queue, new File([], 'empty.pdf'), large);
    expect(queue.all().map(({ state }) => 'problem' in state && state.problem?.message)).toEqual([
      'The file is empty.',
      'The file has 200 MB; a PNG picture may have 100 MB at most.',
    ]);
    expect(desk.calls).toEqual([]);
  });
});
