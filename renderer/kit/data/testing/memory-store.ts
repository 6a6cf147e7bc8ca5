import type { TextStore } from '../kept-typing';

export type MemoryStore = TextStore & Pick<Storage, 'key' | 'length'> & { texts: Map<string, string> };

/** Stands in for `localStorage`; refuses texts longer than `limit` characters, as a full one does. */
export function memoryStore(limit = Number.POSITIVE_INFINITY): MemoryStore {
  const texts = new Map<string, string>();
  return {
    texts,
    get length() {
      return texts.size;
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (name) => texts.get(name) ?? null,
    removeItem: (name) => void texts.delete(name),
    setItem: (name, text) => {
      if (text.length > limit) throw new DOMException('full', 'QuotaExceededError');
      texts.set(name, text);
    },
  };
}
