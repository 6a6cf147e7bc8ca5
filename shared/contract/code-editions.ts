import { z } from 'zod';
import { largestFile, uploadPiece } from '../rules/file-kinds';
import { licensedSystems } from '../rules/licensed-codes';
import { base } from './base';

const access = { access: { kind: 'duty', duty: 'manageCodes' } } as const;
const system = z.enum(licensedSystems.map(({ name }) => name));
const id = z.string().regex(/^[0-9a-f]{24}$/, 'An id has 24 hexadecimal digits');
const parts = licensedSystems.flatMap(({ files }) => files.map(({ part }) => part));
/** Of one file of codes, in bytes; SNOMED CT has 350 MB of descriptions. */
export const largestCodeFile = Math.max(largestFile, 2 * 1024 ** 3);

const edition = z.object({
  system,
  edition: z.string(),
  codes: z.number().int(),
  importedAt: z.date(),
  importedByName: z.string(),
});
export type CodeEdition = z.infer<typeof edition>;

const checked = z.object({
  /** Codes that would be there. */
  codes: z.number().int(),
  /** The first of them, to look at. */
  sample: z.array(z.object({ code: z.string(), display: z.string() })),
  /** Day of the newest row, `YYYY-MM-DD`, where the files tell. */
  newest: z.string().optional(),
  /** The first rows that cannot be taken, of `problemCount`. A line counts from 1; 0 stands for the whole file. */
  problems: z.array(z.object({ file: z.string(), line: z.number().int(), reason: z.string() })),
  problemCount: z.number().int(),
});
export type CheckedCodes = z.infer<typeof checked>;

/**
 * Bringing in SNOMED CT, RxNorm and CPT, which a clinic licenses: files in pieces, then a check, then the import, which
 * takes all or nothing. What is imported is on this computer alone, and `codes.lookup` finds it.
 */
export const codeEditions = {
  /** The editions that are on this computer. For everyone who is signed in: forms offer what is here. */
  editions: base
    .meta({ access: { kind: 'signedIn' } })
    .route({ method: 'GET', path: '/codes/editions' })
    .output(z.array(edition)),
  /**
   * Takes the piece of a file that begins at `offset`, under an id of the caller's choice. A piece that is there already
   * harms nothing; go on from `received`. INVALID for a part that the system does not have.
   */
  takeFile: base
    .meta(access)
    .route({ method: 'POST', path: '/codes/imports/{import}/files' })
    .input(
      z.strictObject({
        import: id,
        part: z.enum(parts),
        offset: z.number().int().min(0).max(largestCodeFile, 'The file is too large'),
        chunk: z.instanceof(Blob).refine((blob) => blob.size <= uploadPiece, 'At most 1 MiB in one call'),
      }),
    )
    .output(z.object({ received: z.number().int() })),
  /**
   * Reads the files of an import and tells what they would bring; `sizes`: how long each file is, so that one that was cut
   * off is not taken for whole. INVALID at `sizes` where a file is missing or not all of it has come. Ends with the call.
   */
  checkImport: base
    .meta(access)
    .route({ method: 'POST', path: '/codes/imports/{import}/check' })
    .input(
      z.strictObject({ import: id, system, sizes: z.partialRecord(z.enum(parts), z.number().int().min(0)) }),
    )
    .output(checked),
  /**
   * Makes what was checked the edition of its system, instead of the one before. `licence`: the caller confirms that the
   * clinic has the licence, which is kept in the audit with who, when and which edition. INVALID at `import` for one that was
   * not checked or has problems.
   */
  import: base
    .meta(access)
    .route({ method: 'POST', path: '/codes/imports/{import}' })
    .input(
      z.strictObject({
        import: id,
        edition: z.string().trim().min(1, 'Fill this in').max(80, 'At most 80 characters'),
        licence: z.literal(true, 'Confirm the licence first'),
      }),
    )
    .output(edition),
  /** Gives an import up; nothing of it is left. */
  cancelImport: base
    .meta(access)
    .route({ method: 'DELETE', path: '/codes/imports/{import}' })
    .input(z.strictObject({ import: id }))
    .output(z.object({})),
  /** Takes an edition off this computer. Codes in records stay as they are. NOT_FOUND where there is none. */
  removeEdition: base
    .meta(access)
    .route({ method: 'DELETE', path: '/codes/editions/{system}' })
    .input(z.strictObject({ system }))
    .output(z.object({})),
};
