import { EventEmitter } from 'node:events';
import type mongoose from 'mongoose';
import { expect, it } from 'vitest';
import { hopeless } from './hopeless';

/** The driver as far as it is listened to, with so many servers named. */
function driver(named: number) {
  const client = Object.assign(new EventEmitter(), { options: { hosts: Array.from({ length: named }) } });
  const fails = (connectionId: string) =>
    client.emit('serverHeartbeatFailed', { connectionId, failure: new Error(`${connectionId} is refused`) });
  let end = 'goes on';
  hopeless(client as unknown as mongoose.mongo.MongoClient, () => true).catch((error: Error) => {
    end = error.message;
  });
  const told = async () => {
    await new Promise(setImmediate);
    return end;
  };
  return { client, fails, told };
}

it('there is no hope once every server that was named is refused', async () => {
  const { fails, told } = driver(2);
  fails('one:27017');
  fails('one:27017');
  expect(await told()).toBe('goes on');
  fails('two:27017');
  expect(await told()).toBe('two:27017 is refused');
});

// Seen red while members that a server tells of counted as those that were named: a set with one of three away was refused.
it('there is hope where one has answered, whatever becomes of the members that it tells of', async () => {
  const { client, fails, told } = driver(1);
  client.emit('serverHeartbeatSucceeded', {});
  fails('three:27017');
  expect(await told()).toBe('goes on');
});
