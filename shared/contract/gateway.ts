import { z } from 'zod';
import { base } from './base';
import { given, id, mostRecordedAtOnce, recorded } from './reading-shapes';

/** Devices that send readings by themselves, to `POST /devices/readings` of the loopback host. */
export const gateway = {
  /** A new token for a device, shown this once; the one before it stops working. */
  issueToken: base
    .meta({ access: { kind: 'entity', entity: 'devices', action: 'update' } })
    .route({ method: 'POST', path: '/gateway/issue-token' })
    .input(z.strictObject({ id }))
    .output(z.object({ token: z.string() })),
  /** From now on nothing is taken from this device. */
  revokeToken: base
    .meta({ access: { kind: 'entity', entity: 'devices', action: 'update' } })
    .route({ method: 'POST', path: '/gateway/revoke-token' })
    .input(z.strictObject({ id }))
    .output(z.object({})),
  /**
   * What a device sends; only who shows a device's token may, which no page or program with a sign-in does. A reading
   * names its patient by record number where the device is one for all patients. All of them are kept or none.
   */
  deliver: base
    .meta({ access: { kind: 'device' } })
    .route({ method: 'POST', path: '/devices/readings' })
    .input(
      z.strictObject({
        readings: z
          .array(given.extend({ recordNumber: z.string().max(40).optional() }))
          .min(1)
          .max(mostRecordedAtOnce, 'At most 5,000 at once'),
      }),
    )
    .output(recorded),
};
