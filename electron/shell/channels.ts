/** What main process and preload say to each other. */
export const CONNECT = 'clinic-desk:connect';
/** Also the message that brings the port to the page. */
export const PORT = 'clinic-desk:port';
export const MENU = 'clinic-desk:menu';
