import type { FoundRecord, FoundRecords } from '../../../shared/contract';
import { entities } from '../../../shared/entities';

const textLabel = entities.attachments.fields.text.label;

/** Where a record that was found is read. A document opens at the words in it that it was found by. */
export function hitAddress(kind: FoundRecords['kind'], { id, fragments }: FoundRecord): string {
  const inside = kind === 'attachments' ? fragments.find(({ field }) => field === textLabel) : undefined;
  const words = inside && firstWords(inside);
  return `/${kind}/${id}${words ? `?find=${encodeURIComponent(words)}` : ''}`;
}

/** The first marked word of a piece of text, with marked ones that follow it at once: they are looked for as they stand there. */
function firstWords({ text, marks }: FoundRecord['fragments'][number]): string {
  const [first, ...others] = marks;
  if (!first) return '';
  let [, end] = first;
  for (const [from, to] of others) {
    if (text.slice(end, from) !== ' ') break;
    end = to;
  }
  return text.slice(first[0], end);
}
