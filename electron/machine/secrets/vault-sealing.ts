import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { hashRaw, type Options } from '@node-rs/argon2';
import { z } from 'zod';

const argon2id: Options['algorithm'] = 2;

/** How dear a guess is made: memory in KiB, passes over it, lanes. */
export type GuessCost = { readonly memory: number; readonly passes: number; readonly lanes: number };

/** The second of the two settings that RFC 9106 (section 4) recommends: 64 MiB, three passes, four lanes. */
export const presentCost: GuessCost = { memory: 65_536, passes: 3, lanes: 4 };

const bytes = (length: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === length);

const headerSchema = z.strictObject({
  format: z.literal('clinic-desk-vault'),
  version: z.literal(1),
  /** Upper limits, so that a file that somebody changed cannot take all memory or go on for hours. */
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memory: z.int().min(8).max(1_048_576),
    passes: z.int().min(1).max(32),
    lanes: z.int().min(1).max(16),
    salt: bytes(16),
  }),
});
export type VaultHeader = z.infer<typeof headerSchema>;

const fileSchema = z.strictObject({
  header: headerSchema,
  /** Tells a wrong passphrase from damaged content. */
  check: bytes(32),
  iv: bytes(12),
  tag: bytes(16),
  sealed: z.base64(),
});
export type SealedVault = z.infer<typeof fileSchema>;

const contentSchema = z.record(z.string(), z.string());

/** `newer`: a later version wrote it; `damaged`: it is no vault, or not as it was written. */
export class VaultUnreadable extends Error {
  override readonly name = 'VaultUnreadable';
  constructor(readonly why: 'newer' | 'damaged') {
    super(why === 'newer' ? 'A later version wrote the vault' : 'The vault is damaged');
  }
}

/** What a passphrase gives under one header: the key of the content, and that of the check. */
export class VaultKey {
  constructor(
    readonly header: VaultHeader,
    private readonly seal: Buffer,
    private readonly check: Buffer,
  ) {}

  /** The content under a fresh nonce; the header is bound to it (NIST SP 800-38D, additional authenticated data). */
  close(content: ReadonlyMap<string, string>): SealedVault {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.seal, iv).setAAD(boundOf(this.header));
    const plain = Buffer.from(JSON.stringify(Object.fromEntries(content)), 'utf8');
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    plain.fill(0);
    return {
      header: this.header,
      check: this.#checkOf().toString('base64'),
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      sealed: sealed.toString('base64'),
    };
  }

  /** Whether this key is that of the vault: false for a wrong passphrase. */
  fits(vault: SealedVault): boolean {
    return timingSafeEqual(this.#checkOf(), Buffer.from(vault.check, 'base64'));
  }

  /** Throws `VaultUnreadable` when a single bit of content or header is not as it was written. */
  open(vault: SealedVault): Map<string, string> {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.seal, Buffer.from(vault.iv, 'base64'))
        .setAAD(boundOf(vault.header))
        .setAuthTag(Buffer.from(vault.tag, 'base64'));
      const plain = Buffer.concat([decipher.update(Buffer.from(vault.sealed, 'base64')), decipher.final()]);
      return new Map(Object.entries(contentSchema.parse(JSON.parse(plain.toString('utf8')))));
    } catch {
      // The parser's own message would quote the content.
      throw new VaultUnreadable('damaged');
    }
  }

  forget(): void {
    this.seal.fill(0);
    this.check.fill(0);
  }

  #checkOf(): Buffer {
    return createHmac('sha256', this.check).update(boundOf(this.header)).digest();
  }
}

/** A new key for a passphrase, under a salt of its own. */
export const newKey = (passphrase: string, cost: GuessCost): Promise<VaultKey> =>
  keyOf(passphrase, {
    format: 'clinic-desk-vault',
    version: 1,
    kdf: { name: 'argon2id', ...cost, salt: randomBytes(16).toString('base64') },
  });

/** The key under a header that is there: argon2id (RFC 9106) of the passphrase, divided by HKDF (RFC 5869). */
export async function keyOf(passphrase: string, header: VaultHeader): Promise<VaultKey> {
  const { memory, passes, lanes, salt } = header.kdf;
  const master = await hashRaw(passphrase.normalize('NFKC'), {
    ...{ algorithm: argon2id, memoryCost: memory, timeCost: passes, parallelism: lanes, outputLen: 32 },
    salt: Buffer.from(salt, 'base64'),
  });
  const part = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', master, '', `clinic-desk-vault ${purpose}`, 32));
  const key = new VaultKey(header, part('content'), part('check'));
  master.fill(0);
  return key;
}

/** Whether a vault was closed at another cost than is asked for today. */
export const isCostOf = ({ kdf }: VaultHeader, cost: GuessCost): boolean =>
  kdf.memory === cost.memory && kdf.passes === cost.passes && kdf.lanes === cost.lanes;

/** Throws `VaultUnreadable`. */
export function parseVault(text: string): SealedVault {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new VaultUnreadable('damaged');
  }
  const read = fileSchema.safeParse(found);
  if (read.success) return read.data;
  const version = z.object({ header: z.object({ version: z.number() }) }).safeParse(found);
  throw new VaultUnreadable(version.success && version.data.header.version > 1 ? 'newer' : 'damaged');
}

/** In one order, whatever the order in the file. */
function boundOf({ format, version, kdf }: VaultHeader): Buffer {
  const { name, memory, passes, lanes, salt } = kdf;
  return Buffer.from(JSON.stringify([format, version, name, memory, passes, lanes, salt]), 'utf8');
}
