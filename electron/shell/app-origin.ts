/** Where the pages of the window come from: a scheme of our own, served out of the built renderer. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'clinic-desk';
export const START_PAGE = `${APP_SCHEME}://${APP_HOST}/`;

/** Whether an address is one of our own pages. (`URL.origin` is "null" for schemes that it does not know.) */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === '';
}
