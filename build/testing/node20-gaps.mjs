// vitest 5 prints failures with a method that Node 20 does not have yet; without it the reason of every
// failure would be lost behind a TypeError. `Map.groupBy` as in ECMAScript 2024, section 24.1.2.1.

/** @template Item, Key @param {Iterable<Item>} items @param {(item: Item, index: number) => Key} keyOf */
function groupBy(items, keyOf) {
  /** @type {Map<Key, Item[]>} */
  const groups = new Map();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

if (!('groupBy' in Map)) Object.assign(Map, { groupBy });
