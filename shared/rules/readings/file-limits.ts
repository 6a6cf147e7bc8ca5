/**
 * The longest text of a file of readings as it is sent, in characters: one call carries 4 MiB. Larger files are sent
 * gzipped (`packedFile`), and may have 20 MB and 200,000 rows then.
 */
export const longestFileText = 3_500_000;
/** Of a file, in bytes. */
export const largestFile = 20_000_000;
export const mostFileRows = 200_000;

/** A larger file is refused with this, here as in the core. */
export const tooLargeFile = `The file is larger than ${largestFile / 1_000_000} MB. Export a shorter time and bring in each part.`;
