const format = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** `2026-11-23` → "Monday 23 November". */
export function longDate(date: string): string {
  return format.format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}
