/**
 * A number as a file writes it, or why it cannot be one. `decimal` where the caller knows what stands before the
 * fraction; without it, `commaIsLikely` where the file is written as in countries in which it is the comma.
 */
export function readNumber(
  written: string,
  decimal: '.' | ',' | undefined,
  commaIsLikely = false,
): { readonly value: number } | { readonly problem: string } {
  const text = written.trim().replace(/^\+/, '');
  if (text === '') return { problem: 'It does not say a value' };
  if (/^-?\d+$/.test(text)) return { value: Number(text) };
  const grouped = decimal === '.' ? /^-?\d{1,3}(,\d{3})+(\.\d+)?$/ : /^-?\d{1,3}(\.\d{3})+(,\d+)?$/;
  if (decimal !== undefined && grouped.test(text))
    return { value: Number(text.replaceAll(decimal === '.' ? ',' : '.', '').replace(',', '.')) };
  const point = /^-?\d*([.,])\d+$/.exec(text)?.[1];
  if (!point) return { problem: `“${shortened(written)}” is no number` };
  if (decimal !== undefined && point !== decimal)
    return { problem: `“${shortened(written)}” has another decimal sign than the file` };
  // 7,250 is seven thousand in London and seven and a quarter in Berlin; 7.250 the other way round.
  const mayGroup = point === ',' || commaIsLikely;
  if (decimal === undefined && mayGroup && /^-?\d{1,3}[.,]\d{3}$/.test(text))
    return { problem: `“${text}” can be read in two ways. Say which decimal sign the file has.` };
  return { value: Number(text.replace(',', '.')) };
}

/** Enough of a cell to find it by. */
export const shortened = (text: string): string => {
  const plain = text.trim().replace(/\s+/g, ' ');
  return plain.length > 30 ? `${plain.slice(0, 30)}…` : plain;
};
