import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { asRunning, type DeskOptions, type DeskRun, runDesk } from '../support/desk-process';
import { seriousFindings } from './look';
import { expect, test as base } from './stories';

const test = base.extend<{
  /** A folder of the test's own. */
  folder: string;
  /** Starts a desk that need not come up. */
  start: (options: DeskOptions) => Promise<DeskRun>;
}>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'clinic-desk-unhappy-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  start: async ({ folder: _removedAfter }, use) => {
    const runs: DeskRun[] = [];
    await use(async (options) => {
      const run = await runDesk(options);
      runs.push(run);
      return run;
    });
    for (const run of runs) await run.stop();
  },
});

type OpenBrowser = (link: string) => Promise<Page>;

/** What the terminal says of a start that failed: one sentence, what to do, and where the page is that says the same. */
async function toldOfFailure(run: DeskRun): Promise<{ words: string; link: string }> {
  const [, link = ''] = await run.said(/^It goes on trying\. The page says the same: (http:\S+)$/m);
  const [first = ''] = run.complaints().split('\n');
  const words = first.replace('Clinic Desk cannot open its records: ', '');
  expect(first).not.toBe(words);
  // For people: no trace, no name of a function.
  expect(run.complaints()).not.toMatch(/\n\s+at |Error:/);
  expect(run.out()).not.toContain('ready');
  return { words, link };
}

/** The page says what the terminal says, and offers to try again. */
async function showsTheSame(
  open: OpenBrowser,
  { words, link }: { words: string; link: string },
): Promise<Page> {
  const page = await open(link);
  const told = page.getByRole('alert');
  await expect(told).toBeVisible();
  const seen = (await told.innerText()).replaceAll(/\s+/g, ' ');
  expect(seen).toContain(words.replaceAll(/\s+/g, ' '));
  await expect(told.getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  return page;
}

test('a database program that is not there is named, with what to do', async ({
  start,
  folder,
  openBrowser,
}) => {
  const missing = join(folder, 'no-such-mongod');
  const run = await start({ home: join(folder, 'home'), environment: { CLINIC_MONGOD: missing } });
  const told = await toldOfFailure(run);
  expect(told.words).toBe(
    `The MongoDB program at ${missing} cannot be used: there is no such file. ` +
      'Correct CLINIC_MONGOD so that it names a mongod of MongoDB 5.0 or newer, or remove it.',
  );
  await showsTheSame(openBrowser, told);
  expect(await run.stop()).toBe(1);
});

test('a file that is not marked as a program is named as such', async ({ start, folder, openBrowser }) => {
  const plain = join(folder, 'mongod');
  await writeFile(plain, '#!/bin/sh\necho "db version v6.0.5"\n', { mode: 0o644 });
  const run = await start({ home: join(folder, 'home'), environment: { CLINIC_MONGOD: plain } });
  const told = await toldOfFailure(run);
  expect(told.words).toContain(`${plain} cannot be used: it is not marked as a program that may be run.`);
  await showsTheSame(openBrowser, told);
});

test('another program in place of the database is named as such', async ({ start, folder, openBrowser }) => {
  const run = await start({ home: join(folder, 'home'), environment: { CLINIC_MONGOD: process.execPath } });
  const told = await toldOfFailure(run);
  expect(told.words).toContain(`The MongoDB program at ${process.execPath} cannot be used: `);
  expect(told.words).toContain('Correct CLINIC_MONGOD');
  await showsTheSame(openBrowser, told);
});

test('a data folder that cannot be written is named; once it can be, the desk opens by itself', async ({
  start,
  folder,
  openBrowser,
}) => {
  const home = join(folder, 'home');
  // A file in its place stops every user, also the one whom no permission stops.
  await writeFile(home, 'not a folder');
  const run = await start({ home });
  const told = await toldOfFailure(run);
  expect(told.words).toBe(
    `Clinic Desk may not write to its data folder ${home}. ` +
      'Give your user write permission for this folder, or choose another one with --home or CLINIC_HOME.',
  );
  const page = await showsTheSame(openBrowser, told);

  await rm(home);
  await mkdir(home);
  const [, launchUrl = ''] = await run.said(/^Clinic Desk is ready: (http:\S+)$/m);
  await expect(page.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
  expect(new URL(launchUrl).origin).toBe(new URL(page.url()).origin);
  expect(await run.stop()).toBe(0);
});

test('a port that is taken is told, and the next one is used', async ({ start, folder, openBrowser }) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const taken = typeof address === 'object' && address ? address.port : 0;
  try {
    const run = await start({ home: join(folder, 'home'), args: ['--port', String(taken)] });
    const [, port] = await run.said(/^Port \d+ is taken by another program; Clinic Desk uses port (\d+)\.$/m);
    const [, launchUrl = ''] = await run.said(/^Clinic Desk is ready: (http:\S+)$/m);
    expect(new URL(launchUrl).port).toBe(port);
    const page = await openBrowser(launchUrl);
    await expect(page.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
  } finally {
    other.close();
  }
});

test('a second start leads to the first, which goes on as if nothing had happened', async ({
  start,
  folder,
  openBrowser,
}) => {
  const home = join(folder, 'home');
  const run = await start({ home });
  const [, launchUrl = ''] = await run.said(/^Clinic Desk is ready: (http:\S+)$/m);
  const first = asRunning(run, launchUrl);
  const page = await openBrowser(launchUrl);
  await expect(page.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
  const database = first.databasePid();

  const second = await runDesk({ home });
  expect(await second.ended).toBe(0);
  expect(second.complaints()).toBe('');
  expect(second.out()).toMatch(/^Clinic Desk is already running: http:\S+\n$/);
  const [, fresh = ''] = await second.said(/running: (http:\S+)/);
  expect(new URL(fresh).origin).toBe(first.origin);

  const other = await openBrowser(fresh);
  await expect(other.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Which clinic is this?' })).toBeVisible();
  expect(first.databasePid()).toBe(database);
});

test('a start link is good once; whoever comes with a used one, or with none, is told how to get another', async ({
  start,
  folder,
  openBrowser,
}) => {
  const run = await start({ home: join(folder, 'home') });
  const [, launchUrl = ''] = await run.said(/^Clinic Desk is ready: (http:\S+)$/m);
  const page = await openBrowser(launchUrl);
  await expect(page.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
  // The link does not stay in the address, from where it could be read or bookmarked.
  expect(page.url()).not.toContain('launch');

  const late = await openBrowser(launchUrl);
  await expect(late.getByText('This link is not good any more, or never was.')).toBeVisible();
  await expect(late.getByText('Run npm start again in the same folder to get a new one.')).toBeVisible();
  const stranger = await openBrowser(new URL(launchUrl).origin);
  await expect(stranger.getByText('Clinic Desk does not know this browser yet.')).toBeVisible();

  await late.goto(await asRunning(run, launchUrl).newLaunchUrl());
  await expect(late.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
});
