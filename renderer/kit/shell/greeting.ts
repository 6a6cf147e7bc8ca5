/** "Good morning, Rosa": by the hour of the clinic (`HH:mm`), with the first name where one is known. */
export function greeting(time: string, displayName?: string): string {
  const hour = Number(time.slice(0, 2));
  const words = hour < 5 || hour >= 18 ? 'Good evening' : hour < 12 ? 'Good morning' : 'Good afternoon';
  const name = displayName?.trim();
  if (!name) return words;
  // "Dr Joshi" is not to be greeted as "Dr".
  const first = /^(dr|prof|mr|mrs|ms)\.?\s/i.test(name) ? name : name.split(/\s+/)[0];
  return `${words}, ${first}`;
}
