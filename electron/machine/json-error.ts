/** Values, in the grammar of RFC 8259; a text is matched with its quotes. */
const value =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const key = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const space = /[ \t\r\n]*/y;

type Wanted = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd';

/**
 * Where a text stops being JSON, in characters; its length when it only breaks off. Only for texts that `JSON.parse`
 * refuses: its own message tells the place in some versions and for some errors.
 */
export function jsonErrorAt(json: string): number {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  const skip = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const length = pattern.exec(json)?.[0].length ?? 0;
    at += length;
    return length > 0;
  };
  const next = (): Wanted | null => {
    const sign = json[at];
    const inside = open.at(-1);
    const isEnd = (sign === '}' && inside === '{') || (sign === ']' && inside === '[');
    if (isEnd && ['commaOrEnd', 'keyOrEnd', 'valueOrEnd'].includes(wanted)) {
      at += 1;
      open.pop();
      return 'commaOrEnd';
    }
    if (wanted === 'commaOrEnd') {
      if (sign !== ',' || inside === undefined) return null;
      at += 1;
      return inside === '{' ? 'key' : 'value';
    }
    if (wanted === 'colon') {
      if (sign !== ':') return null;
      at += 1;
      return 'value';
    }
    if (wanted === 'key' || wanted === 'keyOrEnd') return skip(key) ? 'colon' : null;
    if (sign === '{' || sign === '[') {
      at += 1;
      open.push(sign);
      return sign === '{' ? 'keyOrEnd' : 'valueOrEnd';
    }
    return skip(value) ? 'commaOrEnd' : null;
  };
  for (;;) {
    skip(space);
    if (at >= json.length) return json.length;
    const following = next();
    if (following === null) return at;
    wanted = following;
  }
}
