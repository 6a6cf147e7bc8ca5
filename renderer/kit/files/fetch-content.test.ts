import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { DamagedContent, fetchContent } from './fetch-content';
import { sha256Of } from './sha256';

const whole = new Uint8Array(10_000_000).map((_, index) => index % 251);

/** A core that has `whole`, in pieces as large as they are asked for. */
async function core(failures: readonly number[] = [], sum?: string) {
  const offsets: number[] = [];
  const sha256 = sum ?? (await sha256Of(new Blob([whole])));
  const client = {
    download: async ({ offset = 0, length = 0 }: { offset?: number; length?: number }) => {
      offsets.push(offset);
      if (failures.includes(offsets.length)) throw new ORPCError('UNAVAILABLE');
      const content = new Blob([whole.slice(offset, offset + length)]);
      return {
        content,
        offset,
        size: whole.length,
        sha256,
        filename: 'a.pdf',
        contentType: 'application/pdf',
      };
    },
  };
  return { client: client as unknown as Parameters<typeof fetchContent>[0]['client'], offsets };
}

const options = { id: 'a', signal: new AbortController().signal, onProgress: () => undefined, waits: [1, 1] };

describe('fetching a document', () => {
  it('puts the pieces together as they were, going on after a lost connection', async () => {
    const { client, offsets } = await core([2]);
    const { blob } = await fetchContent({ ...options, client });
    expect(await sha256Of(blob)).toBe(await sha256Of(new Blob([whole])));
    expect(offsets).toEqual([0, 4_194_304, 4_194_304, 8_388_608]);
  });

  // Seen red with the sum not compared.
  it('gives nothing out of a document that is not what was stored', async () => {
    const { client } = await core([], '0'.repeat(64));
    await expect(fetchContent({ ...options, client })).rejects.toThrow(DamagedContent);
  });

  it('gives up when nothing answers for long, and at once when it is cancelled', async () => {
    const { client } = await core([1, 2, 3]);
    await expect(fetchContent({ ...options, client })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const stop = new AbortController();
    stop.abort();
    await expect(fetchContent({ ...options, client, signal: stop.signal })).rejects.toThrow();
  });
});
