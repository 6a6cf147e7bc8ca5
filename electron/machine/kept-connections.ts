import { z } from 'zod';
import { type SignInMechanism, signInMechanisms } from '../../shared/rules/connections/fields';
import { type ConnectionRisk, connectionRisks } from '../../shared/rules/connections/risks';

const values = <T extends string>(choices: readonly { readonly value: T }[]) =>
  z.enum(choices.map(({ value }) => value) as [T, ...T[]]);

/** Where a database was copied to; see `CopiedTo`. */
export const keptCopy = z.object({
  id: z.string(),
  name: z.string(),
  at: z.iso.datetime(),
  isWhole: z.boolean(),
});

/** A connection in the settings of this computer. There is no place in it for a secret. */
export const keptConnection = z.object({
  id: z.uuid(),
  fields: z.object({
    name: z.string(),
    kind: z.enum(['server', 'cloud']),
    hosts: z.array(z.object({ host: z.string(), port: z.int().optional() })),
    srv: z.boolean(),
    replicaSet: z.string().optional(),
    database: z.string(),
    tls: z.object({
      isUsed: z.boolean(),
      caFile: z.string().optional(),
      certificateFile: z.string().optional(),
      allowsAnyCertificate: z.boolean().optional(),
      allowsOtherName: z.boolean().optional(),
    }),
    signIn: z.object({
      mechanism: values<SignInMechanism>(signInMechanisms),
      username: z.string().optional(),
      source: z.string().optional(),
    }),
  }),
  hasPassword: z.boolean(),
  hasKeyPassphrase: z.boolean(),
  acceptedRisks: z.array(
    z.object({ risk: values<ConnectionRisk>(connectionRisks), by: z.string(), at: z.iso.datetime() }),
  ),
  lastOpened: z.iso.datetime().optional(),
  copiedTo: keptCopy.optional(),
});
export type KeptConnection = z.infer<typeof keptConnection>;
