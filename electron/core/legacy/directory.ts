import { fold, wordsOf } from '../../../shared/rules/names';

/** Who a written name may mean: one, several or nobody. */
export type Meant =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'several'; readonly ids: readonly string[] }
  | { readonly kind: 'nobody' };

/** Names and whom they stand for. Names are compared folded, without titles and word order of commas. */
export class Directory {
  private readonly byName = new Map<string, Set<string>>();
  private readonly ids = new Set<string>();

  add(id: string, names: readonly (string | undefined)[]): void {
    this.ids.add(id);
    for (const name of names) {
      const key = keyOf(name ?? '');
      if (!key) continue;
      const known = this.byName.get(key) ?? new Set();
      known.add(id);
      this.byName.set(key, known);
    }
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  find(name: string): Meant {
    const [first, ...others] = this.byName.get(keyOf(name)) ?? [];
    if (first === undefined) return { kind: 'nobody' };
    return others.length === 0 ? { kind: 'one', id: first } : { kind: 'several', ids: [first, ...others] };
  }
}

/** Every way in which people write a person of this first and family name. */
export function waysToWrite(first: string | undefined, family: string | undefined): string[] {
  const whole = [first, family].filter(Boolean).join(' ');
  const turned = [family, first].filter(Boolean).join(' ');
  return [family ?? '', whole, turned].filter(Boolean);
}

const titles = new Set(['dr', 'doctor', 'doc', 'prof', 'mr', 'mrs', 'ms', 'md']);

function keyOf(name: string): string {
  const words = wordsOf(name).filter((word) => !titles.has(word));
  // A name of signs only, or of a title only, still is what was written.
  return words.length > 0 ? words.join(' ') : fold(name).trim();
}
