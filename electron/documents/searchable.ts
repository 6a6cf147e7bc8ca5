/** Characters of a document's text that are kept to find it by: some forty pages. */
export const mostText = 100_000;

/** Text as it is kept: without what no text holds, and no longer than is kept. */
export const searchable = (text: string): string =>
  text
    .slice(0, mostText)
    // Control characters are what it takes out.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]|[\ud800-\udbff]$/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
