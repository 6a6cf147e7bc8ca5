/**
 * What the table says about one substance, whose key is its INN (WHO) in lower case:
 * its ATC code ('' where there is no single one), and its other names, parted by commas. A name with a capital letter is a
 * brand and is taken only as it stands; one in lower case is a generic name (USAN, BAN, national), for which the usual
 * national spellings are taken too (`spelling.ts`). Left out on purpose: brands that hold different substances in
 * different countries, and abbreviations that have killed (HCT, MTX, MS; ISMP, List of Error-Prone Abbreviations).
 */
export type Row = readonly [atc: string, names?: string];
