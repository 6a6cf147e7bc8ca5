import type { FoundRecord, FoundRecords } from '../../../shared/contract';
import { entities } from '../../../shared/entities';

const textLabel = entities.attachments.fields.text.label;

/** Where a record that was found is read. A document opens at a word in it that it was found by. */
export function hitAddress(kind: FoundRecords['kind'], { id, fragments }: FoundRecord): string {
  const inside = kind === 'attachments' ? fragments.find(({ field }) => field === textLabel) : undefined;
  const word = inside && firstWord(inside);
  return `/${kind}/${id}${word ? `?find=${encodeURIComponent(word)}` : ''}`;
}

/** One word alone: two that follow one another here may stand on two lines or pages, and would not be found together. */
function firstWord({ text, marks: [first] }: FoundRecord['fragments'][number]): string {
  return first ? text.slice(...first) : '';
}
