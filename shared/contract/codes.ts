import { z } from 'zod';
import { base } from './base';
import { codeEditions } from './code-editions';

const found = z.object({
  /** The address of the system that the code is stored with. */
  system: z.string(),
  code: z.string(),
  display: z.string(),
  /** Another name of it by which it was found, where `display` does not have all the words. */
  foundBy: z.string().optional(),
  /** Whether a bill may carry it; absent where the system does not tell. */
  isBillable: z.boolean().optional(),
});
export type FoundCode = z.infer<typeof found>;

const answer = z.object({
  codes: z.array(found),
  /** All that match, of which `codes` are the first. */
  total: z.number().int(),
  /** There are more than `total`: what was typed is too short to count them all in time. */
  isMore: z.boolean().optional(),
  /** What the owner of the codes wants to be shown beside them. */
  notice: z.string().optional(),
  /** Which edition they are of: "ICD-10-CM 2026, April". */
  edition: z.string(),
});
export type FoundCodes = z.infer<typeof answer>;

const shippedEdition = z.object({
  /** "ICD-10-CM"; all value sets of FHIR are one. */
  label: z.string(),
  edition: z.string(),
  codes: z.number().int(),
  /** The terms under which they are here, in the words of their owner where those are asked for. */
  licence: z.string(),
});
export type ShippedEdition = z.infer<typeof shippedEdition>;

const systemAndCode = z.strictObject({ system: z.string().max(200), code: z.string().max(200) });
/** Different codes that are asked about at once; far beyond what a record holds. */
export const mostAsked = 5_000;

const unitCode = z
  .string()
  .trim()
  .min(1, 'Fill this in')
  .max(80, 'At most 80 characters')
  .regex(/^[!-~]+$/, 'A UCUM code, like mg/dL or mm[Hg]');

/** Codes of clinical terms. The systems are in `shared/schema/code-systems.ts`. */
export const codes = {
  ...codeEditions,
  /**
   * Codes of one system, named by its address: those that begin with the text ("E11.9", "e119"), then those in whose
   * display each typed word begins some word. Without text, the first of the system. INVALID at `system` when it is
   * unknown or its codes are not on this computer.
   */
  lookup: base
    .meta({ access: { kind: 'duty', duty: 'lookUpCodes' } })
    .route({ method: 'POST', path: '/codes/lookup' })
    .input(
      z.strictObject({
        system: z.string().max(200),
        text: z.string().max(200),
        limit: z.number().int().min(1).max(50).optional(),
        /** Leaves out what no bill may carry (categories of ICD-10-CM). */
        billableOnly: z.boolean().optional(),
      }),
    )
    .output(answer),
  /**
   * Of codes of records, those that the edition here does not have, with that edition; any number of a record in one call.
   * Nothing is said of systems whose codes are not all here. `otherwise`: of those that are sent with their name, the codes
   * that are there under another one, with that official name as `display`.
   */
  missing: base
    .meta({ access: { kind: 'duty', duty: 'lookUpCodes' } })
    .route({ method: 'POST', path: '/codes/missing' })
    .input(
      z.strictObject({
        codes: z.array(systemAndCode.extend({ display: z.string().max(4_000).optional() })).max(mostAsked),
      }),
    )
    .output(
      z.object({
        missing: z.array(systemAndCode.extend({ edition: z.string() })),
        otherwise: z.array(systemAndCode.extend({ display: z.string(), edition: z.string() })),
      }),
    ),
  /** The codes that come with the program, with how many they are and under which terms. For everyone who is signed in. */
  shipped: base
    .meta({ access: { kind: 'signedIn' } })
    .route({ method: 'GET', path: '/codes/shipped' })
    .output(z.array(shippedEdition)),
  /**
   * A value in another unit of the same dimension, by UCUM codes: 100 mg/dL are 1 g/L. Not rounded. INVALID at `from` or `to`
   * for what is no UCUM code, at `to` for a unit of another dimension (or an arbitrary one, which converts to none), and at
   * `molecularWeight` where mass and amount of substance need one. `molecularWeight`: in g/mol.
   */
  convert: base
    .meta({ access: { kind: 'duty', duty: 'lookUpCodes' } })
    .route({ method: 'POST', path: '/codes/convert' })
    .input(
      z.strictObject({
        value: z.number(),
        from: unitCode,
        to: unitCode,
        molecularWeight: z.number().positive().max(1e7).optional(),
      }),
    )
    .output(z.object({ value: z.number(), unit: z.string(), notice: z.string() })),
};
