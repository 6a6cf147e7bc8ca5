/** Calendar dates are `YYYY-MM-DD`, clock times `HH:mm` (24 hours); neither has a time zone. */

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
/** The years that dates may lie in; others are slips of the finger. */
export const firstYear = 1800;
export const lastYear = 2200;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;

/** True for a day that exists in the calendar between the years 1800 and 2200; 2023-02-30 is not one. */
export function isCalendarDate(text: string): boolean {
  const match = datePattern.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < firstYear || year > lastYear) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year);
}

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (month: number, year: number) => {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/**
 * True for a day, a month (`2014-03`) or a year (`2014`) of the same years: what people remember of long ago. FHIR: date.
 * As texts they sort by when they begin.
 */
export function isPartialDate(text: string): boolean {
  if (!/^\d{4}(-\d{2})?$/.test(text)) return isCalendarDate(text);
  return isCalendarDate(`${text}-01-01`.slice(0, 10));
}

export function isClockTime(text: string): boolean {
  return timePattern.test(text);
}
