import { z } from 'zod';
import { entities } from '../entities';
import { recordSchema } from '../schema';
import { base } from './base';

/** What is done with visits beside writing them down. */
export const visits = {
  /**
   * Signs a visit as it was at `revision`, for good: from then on every change and its removal are refused, and what is
   * to be added is a visit that `amends` it. Doctors and nurses sign their own visits: those they wrote and those they
   * are the doctor of; FORBIDDEN for others. CONFLICT when it was changed since it was read or is signed by somebody
   * else; asked for again by who signed it, the visit as it is. INVALID for a visit without a patient.
   */
  sign: base
    .meta({ access: { kind: 'entity', entity: 'healthlogs', action: 'update' } })
    .route({ method: 'POST', path: '/visits/sign' })
    .input(z.strictObject({ id: z.string().regex(/^[0-9a-f]{24}$/), revision: z.number().int().min(1) }))
    .output(z.object({ record: recordSchema(entities.healthlogs), names: z.record(z.string(), z.string()) })),
};
