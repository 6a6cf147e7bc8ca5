import { EventEmitter } from 'node:events';
import type mongoose from 'mongoose';
import { expect, it, vi } from 'vitest';
import { watchKind } from './other-kind';

/** What the driver says of its servers; the driver itself is at the edge here. */
function watched(standsAlone: boolean) {
  const client = new EventEmitter();
  const kind = watchKind(
    client as Partial<mongoose.mongo.MongoClient> as mongoose.mongo.MongoClient,
    standsAlone,
  );
  const say = (...types: string[]) => {
    const servers = new Map(types.map((type, index) => [`server-${index}`, { type }]));
    client.emit('topologyDescriptionChanged', { newDescription: { servers } });
  };
  return { kind, say };
}

it.each([
  ['stood alone and was made a set', true, ['RSPrimary']],
  ['stood alone and waits to be made a set', true, ['RSGhost']],
  ['was of a set and stands alone', false, ['Standalone']],
  ['was of a set, out of which the driver took it', false, []],
])('a server that %s is told of, once', (_what, standsAlone, types) => {
  const { kind, say } = watched(standsAlone);
  const listener = vi.fn();
  kind.onOther(listener);
  say('Unknown');
  expect(listener).not.toHaveBeenCalled();
  say(...types);
  say(...types);
  expect(listener).toHaveBeenCalledTimes(1);
});

// Seen red with a watch that tells only what comes after: a set was worked in as a server that stands alone.
it('a server that changed while it was being opened is told of to whoever listens then', () => {
  const { kind, say } = watched(true);
  say('RSPrimary');
  const listener = vi.fn();
  kind.onOther(listener);
  expect(listener).toHaveBeenCalledTimes(1);
});

it('what is stopped tells nothing', () => {
  const { kind, say } = watched(true);
  const listener = vi.fn();
  kind.onOther(listener);
  kind.stop();
  say('RSPrimary');
  expect(listener).not.toHaveBeenCalled();
});
