/** Values of the fields of one record by name; undefined, null, '' and empty lists and groups all mean "nothing there". */
export type Values = Readonly<Record<string, unknown>>;

/** True for what an empty input holds. false and 0 are values. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  if (value instanceof Date || typeof value !== 'object') return false;
  return Object.values(value).every(isBlank);
}

/** Whether two values of a field say the same: text by characters, dates by instant, lists by order, groups by filled parts. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isBlank(one) || isBlank(other)) return isBlank(one) && isBlank(other);
  if (one instanceof Date || other instanceof Date) {
    return one instanceof Date && other instanceof Date && one.getTime() === other.getTime();
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other)) return false;
    return one.length === other.length && one.every((each, index) => isSame(each, other[index]));
  }
  if (typeof one === 'object' && typeof other === 'object' && one !== null && other !== null) {
    const parts = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...parts].every((part) => isSame((one as Values)[part], (other as Values)[part]));
  }
  return one === other;
}
