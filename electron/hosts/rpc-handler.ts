import { StandardRPCJsonSerializer, StandardRPCSerializer } from '@orpc/client/standard';
import type { AnyRouter } from '@orpc/server';
import { StandardHandler, StandardRPCCodec, StandardRPCMatcher } from '@orpc/server/standard';
import type { HostContext } from '../core/session';

/** oRPC's handler for carriers of messages, with a quicker way to put answers into messages. */
export function rpcHandler(router: AnyRouter): StandardHandler<HostContext> {
  const codec = new StandardRPCCodec(new StandardRPCSerializer(new QuickSerializer()));
  return new StandardHandler(router, new StandardRPCMatcher(), codec, {});
}

type Serialized = ReturnType<StandardRPCJsonSerializer['serialize']>;
type Path = (string | number)[];
/** oRPC's number for a date; the types of the others are not exported either. */
const DATE = 1;
const NAN = 2;
const UNDEFINED = 3;

/**
 * The same messages as oRPC's own serializer, which copies the path to every value and asks each whether it is one of
 * eight rare kinds: a third of the time for a page of records. What is none of ours is left to it.
 */
export class QuickSerializer extends StandardRPCJsonSerializer {
  override serialize(...[data, segments = [], meta = [], maps = [], blobs = []]: Given): Serialized {
    const path: Path = [...segments];
    const walk = (value: unknown): unknown => {
      if (typeof value === 'string' || typeof value === 'boolean') return value;
      if (value === null || value === undefined) return value;
      if (typeof value === 'number') {
        if (!Number.isNaN(value)) return value;
        meta.push([NAN, ...path]);
        return null;
      }
      if (Array.isArray(value)) return value.map((each, index) => inside(index, each, true));
      if (value instanceof Date) {
        meta.push([DATE, ...path]);
        return Number.isNaN(value.getTime()) ? null : value.toISOString();
      }
      if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value)
        return super.serialize(value, [...path], meta, maps, blobs)[0];
      const json: Record<string, unknown> = {};
      for (const [name, each] of Object.entries(value)) json[name] = inside(name, each, false);
      return json;
    };
    const inside = (segment: string | number, value: unknown, isElement: boolean): unknown => {
      path.push(segment);
      // JSON has no undefined: in an object it is left out, in a list it must keep its place.
      const isHole = isElement && value === undefined;
      if (isHole) meta.push([UNDEFINED, ...path]);
      const json = isHole ? null : walk(value);
      path.pop();
      return json;
    };
    return [walk(data), meta, maps, blobs];
  }
}

type Given = Parameters<StandardRPCJsonSerializer['serialize']>;
