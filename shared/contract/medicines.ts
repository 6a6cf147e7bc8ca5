import { z } from 'zod';
import { entities } from '../entities';
import { recordSchema } from '../schema';
import { base } from './base';

const { prescriptions } = entities;
const { fields } = prescriptions;
const id = z.string().regex(/^[0-9a-f]{24}$/);
const revision = z.number().int().min(1);
const names = z.record(z.string(), z.string());
const prescription = recordSchema(prescriptions);
const result = fields.checkResult.stored;
const prescribe = { access: { kind: 'entity', entity: 'prescriptions', action: 'create' } } as const;

const checked = z.object({
  result,
  /** How much it was checked against. */
  against: z.object({ allergies: z.number().int(), medicines: z.number().int() }),
});
export type CheckedAgainst = z.infer<typeof checked>;

/** What speaks against a medicine, and prescribing the same again. */
export const medicines = {
  /** Checks a medicine before it is prescribed. `except`: the prescription that is changed or renewed by it. */
  check: base
    .meta(prescribe)
    .route({ method: 'POST', path: '/medicines/check' })
    .input(
      z.strictObject({
        patient: id,
        prescriptionName: fields.prescriptionName.input,
        medication: fields.medication.input.nullish(),
        except: id.optional(),
      }),
    )
    .output(checked),
  /** The check of a prescription as things stand now; without `checked` where it does not count any more. */
  recheck: base
    .meta({ access: { kind: 'entity', entity: 'prescriptions', action: 'read' } })
    .route({ method: 'GET', path: '/medicines/recheck/{id}' })
    .input(z.strictObject({ id }))
    .output(z.object({ checked: checked.optional() })),
  /**
   * Prescribes the same again from today, by the doctor who asks, and completes the old one, together or not at all. It ends
   * on `endsOn`, where null is without an end; not given, a course is taken for as many days as before. `amount` is needed
   * where the old one, of an older system, has none, and counts only there.
   * CONFLICT of kind `medicine` as for any prescription; the reason that was given for the old one does not count. With
   * `newId`, the id that the new one is to have, it may be asked again when the answer was lost: it is renewed once.
   */
  renew: base
    .meta(prescribe)
    .route({ method: 'POST', path: '/medicines/renew' })
    .input(
      z.strictObject({
        id,
        revision,
        newId: id.optional(),
        endsOn: fields.endsOn.input.nullish(),
        amount: fields.amount.input.optional(),
        overrideReason: fields.overrideReason.input.optional(),
      }),
    )
    .output(z.object({ record: prescription, names, renewed: prescription })),
  /**
   * Takes a renewal back: removes the new prescription (`id`), and puts the old one back to what it was, together or not
   * at all. Without `renewed` the old one stays as it is. CONFLICT when either was changed since.
   */
  undoRenewal: base
    .meta(prescribe)
    .route({ method: 'POST', path: '/medicines/undo-renewal' })
    .input(
      z.strictObject({
        id,
        revision,
        renewed: z
          .strictObject({
            revision,
            status: fields.status.input.nullish(),
            endsOn: fields.endsOn.input.nullish(),
          })
          .optional(),
      }),
    )
    .output(z.object({ record: prescription, names })),
};
