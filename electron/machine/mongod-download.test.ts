import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, globalAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { addToCache } from './mongod-cache';
import { mongodbDownload } from './mongod-download';
import { selfSigned } from './testing/self-signed';
import { temporaryFolder } from './testing/temporary-folder';

/** Names a site that the download goes to instead of MongoDB's. */
function useSite(port: number): void {
  vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', `https://127.0.0.1:${port}`);
  // The site has no build for every system that this test may run on.
  vi.stubEnv('MONGOMS_ARCHIVE_NAME', 'mongodb-linux-x86_64-debian12-7.0.14.tgz');
  onTestFinished(() => void vi.unstubAllEnvs());
}

async function startSite(checksum: (archive: Buffer) => string): Promise<number> {
  const archive = await archiveOfMongod();
  const site = createServer(selfSigned, (request, response) => {
    const body = request.url?.endsWith('.md5') ? Buffer.from(checksum(archive)) : archive;
    response.writeHead(200, { 'content-length': body.length, connection: 'close' }).end(body);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void site.close());
  return (site.address() as AddressInfo).port;
}

/** What MongoDB's site gives out: `mongodb-…/bin/mongod`, padded so that there is progress to show. */
async function archiveOfMongod(): Promise<Buffer> {
  const folder = await temporaryFolder();
  const bin = join(folder, 'mongodb', 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'mongod'), '#!/bin/sh\necho "db version v7.0.14"\n');
  await chmod(join(bin, 'mongod'), 0o755);
  const padding = createHash('sha512').update('x').digest();
  const noise = Array.from({ length: 40_000 }, (_, step) =>
    createHash('sha512').update(padding).update(String(step)).digest(),
  );
  await writeFile(join(folder, 'mongodb', 'README'), Buffer.concat(noise));
  execFileSync('tar', ['-czf', 'mongodb.tgz', 'mongodb'], { cwd: folder });
  return readFile(join(folder, 'mongodb.tgz'));
}

function trustSite(): void {
  const before = globalAgent.options.ca;
  globalAgent.options.ca = selfSigned.cert;
  onTestFinished(() => {
    globalAgent.options.ca = before;
  });
}

async function fetched() {
  const cacheFolder = await temporaryFolder();
  const said: string[] = [];
  const signal = AbortSignal.timeout(20_000);
  const order = { onProgress: (sentence: string) => said.push(sentence), signal };
  const adding = addToCache(cacheFolder, mongodbDownload.name, (folder) =>
    mongodbDownload.fetch({ ...order, folder }),
  );
  const outcome = await adding.catch((error: Error) => error);
  return { outcome, said, kept: await readdir(join(cacheFolder, 'mongod')) };
}

const md5 = (archive: Buffer) => createHash('md5').update(archive).digest('hex');

describe('MongoDB from its own site', () => {
  it('is fetched with its progress in percent, checked, and kept', async () => {
    useSite(await startSite(md5));
    trustSite();
    const { outcome, said, kept } = await fetched();
    expect(outcome).toMatchObject({ version: '7.0.14' });
    expect(said.at(-1)).toBe('Fetching MongoDB, 100 %');
    expect(kept).toEqual([expect.stringMatching(/^7\.0\.14-[0-9a-f]{8}$/)]);
  });

  it('is thrown away when it is not what the site says it is', async () => {
    useSite(await startSite(() => '0123456789abcdef0123456789abcdef'));
    trustSite();
    const { outcome, kept } = await fetched();
    expect(outcome).toMatchObject({ message: expect.stringMatching(/MD5/i) });
    expect(kept).toEqual([]);
  });

  // Seen red without `rejectUnauthorized: true`: the package itself accepts any certificate.
  it('is not taken from a site that only pretends to be MongoDB’s', async () => {
    useSite(await startSite(md5));
    const { outcome, kept } = await fetched();
    expect(outcome).toMatchObject({ message: expect.stringMatching(/self-signed certificate/) });
    expect(kept).toEqual([]);
  });

  it('is given up at once, and without a trace, where there is no network', async () => {
    useSite(1);
    const before = performance.now();
    const { outcome, kept } = await fetched();
    expect(outcome).toMatchObject({ message: expect.stringMatching(/ECONNREFUSED/) });
    expect(performance.now() - before).toBeLessThan(3_000);
    expect(kept).toEqual([]);
  });
});
