/** Sites that the app itself points to. */
const hosts: ReadonlySet<string> = new Set(['www.apache.org', 'www.mongodb.com']);

const mailAddress = /^mailto:[^\s?&,;:/<>"]+@[^\s?&,;:/<>"]+$/;
const phoneNumber = /^tel:\+?[\d.()-]{2,30}$/;

/**
 * Whether the window may hand an address to the system: a plain mail address, a phone number, or one of the sites
 * that the app points to. Anything else (files, other programs' schemes, sites that a record might name) may not.
 */
export function mayOpenOutside(address: string): boolean {
  if (mailAddress.test(address) || phoneNumber.test(address)) return true;
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === 'https:' && hosts.has(host) && username === '' && password === '';
}
