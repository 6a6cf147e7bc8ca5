import { z } from 'zod';
import { type SignInMechanism, signInMechanisms } from '../../shared/rules/connections/fields';
import type { CopiedTo, CopyHistory, ReturnedFrom, SavedConnection } from '../core/ports/connection-book';
import { type ConnectionRisk, connectionRisks } from '../../shared/rules/connections/risks';

const values = <T extends string>(choices: readonly { readonly value: T }[]) =>
  z.enum(choices.map(({ value }) => value) as [T, ...T[]]);

const hosts = z.array(z.object({ host: z.string(), port: z.int().optional() }));

const keptHalf = z.object({
  copy: z.string().optional(),
  id: z.string(),
  name: z.string(),
  at: z.iso.datetime(),
  place: z.object({ hosts, srv: z.boolean(), database: z.string() }).optional(),
  openedAt: z.iso.datetime().optional(),
});

/** Where a database was copied to; see `CopiedTo`. */
export const keptCopy = keptHalf.extend({ isWhole: z.boolean() });

/** Whole copies after which people work in the old database again; see `ReturnedFrom`. */
export const keptReturns = z.array(
  keptHalf.extend({
    backAt: z.iso.datetime(),
    backBy: z.string(),
    isUncertain: z.literal(true).optional(),
  }),
);

/** A connection in the settings of this computer. There is no place in it for a secret. */
export const keptConnection = z.object({
  id: z.uuid(),
  fields: z.object({
    name: z.string(),
    kind: z.enum(['server', 'cloud']),
    hosts,
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
  returnedFrom: keptReturns.optional(),
});
export type KeptConnection = z.infer<typeof keptConnection>;

type KeptCopies = Pick<KeptConnection, 'copiedTo' | 'returnedFrom'>;

/** Without what is undefined: JSON has no such thing. */
const keptPlaceOf = ({ hosts, srv, database }: NonNullable<CopiedTo['place']>) => ({
  hosts: hosts.map(({ host, port }) => ({ host, ...(port !== undefined && { port }) })),
  ...{ srv, database },
});
const keptHalfOf = ({ copy, id, name, at, openedAt, place }: CopiedTo | ReturnedFrom) => ({
  ...{ id, name, ...(copy !== undefined && { copy }) },
  ...(place && { place: keptPlaceOf(place) }),
  at: at.toISOString(),
  ...(openedAt && { openedAt: openedAt.toISOString() }),
});
const halfOf = ({ at, openedAt, ...half }: z.infer<typeof keptHalf>) => ({
  ...half,
  at: new Date(at),
  ...(openedAt && { openedAt: new Date(openedAt) }),
});

/** What is kept of the copies of a database; nothing of none. */
export const keptCopiesOf = ({ copiedTo, returnedFrom }: CopyHistory): KeptCopies => ({
  copiedTo: copiedTo ? { ...keptHalfOf(copiedTo), isWhole: copiedTo.isWhole } : undefined,
  returnedFrom:
    returnedFrom.length === 0
      ? undefined
      : returnedFrom.map((each) => ({
          ...keptHalfOf(each),
          backAt: each.backAt.toISOString(),
          backBy: each.backBy,
          ...(each.isUncertain && { isUncertain: true as const }),
        })),
});

/** The other way round. */
export const copiesIn = ({
  copiedTo,
  returnedFrom,
}: KeptCopies): Pick<SavedConnection, 'copiedTo' | 'returnedFrom'> => ({
  ...(copiedTo && { copiedTo: { ...halfOf(copiedTo), isWhole: copiedTo.isWhole } }),
  ...(returnedFrom && {
    returnedFrom: returnedFrom.map((each) => ({
      ...halfOf(each),
      backAt: new Date(each.backAt),
      backBy: each.backBy,
      ...(each.isUncertain && { isUncertain: true as const }),
    })),
  }),
});
