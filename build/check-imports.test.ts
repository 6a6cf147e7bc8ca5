import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkImports } from './check-imports.mjs';

const root = resolve(import.meta.dirname, '..');

/** A small checkout in which everybody keeps to the table. */
const lawful = {
  'shared/schema/field.ts': `import { z } from 'zod'; export const field = z.string();`,
  'shared/entities/patients.ts': `import { field } from '../schema/field'; export const patients = field;`,
  'shared/rules/ages.ts': `import { patients } from '../entities/patients'; export const ages = patients;`,
  'shared/contract/contract.ts': `import { oc } from '@orpc/contract'; import { ages } from '../rules/ages'; export const contract = [oc, ages];`,
  'electron/core/ports/store.ts': `export interface Store { find(): void }`,
  'electron/core/router.ts': `import { os } from '@orpc/server'; import { contract } from '../../shared/contract/contract'; import type { Store } from './ports/store'; export const router = (store: Store) => [os, contract, store];`,
  'electron/store/repository.ts': `import { randomUUID } from 'node:crypto'; import mongoose from 'mongoose'; import type { Store } from '../core/ports/store'; export const repository: Store = { find: () => [randomUUID, mongoose] };`,
  'electron/machine/keychain.ts': `import { Entry } from '@napi-rs/keyring'; export const keychain = Entry;`,
  'electron/hosts/web.ts': `import { createServer } from 'node:http'; import { router } from '../core/router'; export const web = [createServer, router];`,
  'electron/compose.ts': `import { repository } from './store/repository'; import { keychain } from './machine/keychain'; import { web } from './hosts/web'; export const composed = [repository, keychain, web];`,
  'electron/main.ts': `import { app } from 'electron'; import { composed } from './compose'; export const main = [app, composed];`,
  'renderer/kit/Button.tsx': `import { Button } from '@mantine/core'; export const KitButton = Button;`,
  'renderer/pages/Home.tsx': `import { useState } from 'react'; import { KitButton } from '../kit/Button'; export const Home = [KitButton, useState];`,
  'renderer/app/main.tsx': `import { MantineProvider } from '@mantine/core'; import { Home } from '../pages/Home'; export const start = [MantineProvider, Home];`,
};

/** What each room must not do: the planted file, and the rule that must refuse it. */
const planted = [
  ['a field kind that knows an entity', 'shared/schema', 'shared/schema/bad.ts', '../entities/patients'],
  ['an entity that brings a library', 'shared/entities', 'shared/entities/bad.ts', 'zod'],
  ['a rule that reads files', 'shared/rules', 'shared/rules/bad.ts', 'node:fs'],
  [
    'a contract that knows the core',
    'shared/contract',
    'shared/contract/bad.ts',
    '../../electron/core/router',
  ],
  ['a core that knows the store', 'electron/core', 'electron/core/bad.ts', '../store/repository'],
  [
    'a store that knows more of the core than its ports',
    'electron/store',
    'electron/store/bad.ts',
    '../core/router',
  ],
  ['a machine that knows the store', 'electron/machine', 'electron/machine/bad.ts', '../store/repository'],
  ['a host that knows the machine', 'electron/hosts', 'electron/hosts/bad.ts', '../machine/keychain'],
  ['a page that knows the app', 'renderer/pages', 'renderer/pages/bad.tsx', '../app/main'],
  ['a kit that knows a page', 'renderer/kit', 'renderer/kit/bad.tsx', '../pages/Home'],
  ['an app that reads files', 'renderer/app', 'renderer/app/bad.tsx', 'node:fs'],
  [
    'a page that reaches into electron',
    'renderer-knows-no-electron',
    'renderer/pages/worse.tsx',
    '../../electron/core/router',
  ],
  ['a page that styles', 'mantine-only-in-kit-and-app', 'renderer/pages/styled.tsx', '@mantine/core'],
  ['a host that imports electron', 'electron-only-in-its-entry-files', 'electron/hosts/ipc.ts', 'electron'],
  [
    'a test that imports electron',
    'electron-only-in-its-entry-files',
    'electron/hosts/ipc.test.ts',
    'electron',
  ],
  ['mongoose outside the store', 'mongoose-only-in-the-store', 'electron/core/model.ts', 'mongoose'],
  ['keytar outside the machine', 'keychain-only-in-machine', 'electron/core/secrets.ts', 'keytar'],
  [
    'the other keychain outside the machine',
    'keychain-only-in-machine',
    'electron/hosts/secrets.ts',
    '@napi-rs/keyring',
  ],
  [
    'an entry file that knows the store',
    'only-compose-knows-the-store',
    'electron/serve.ts',
    './store/repository',
  ],
  [
    'a product that needs its tests',
    'no-tests-in-the-product',
    'electron/core/tested.ts',
    '../hosts/ipc.test',
  ],
  ['an import of a file that is not there', 'everything-resolves', 'shared/rules/lost.ts', './gone'],
] as const;

let lawfulFolder: string;
let plantedFolder: string;
let plantedAnswer: ReturnType<typeof checkImports>;

beforeAll(() => {
  lawfulFolder = checkout(lawful);
  const bad = planted.map(([, , file, target]) => [
    file,
    `import * as it from '${target}'; export const bad = it;`,
  ]);
  const circle = {
    'shared/rules/hen.ts': `import { egg } from './egg'; export const hen: unknown = () => egg;`,
    'shared/rules/egg.ts': `import { hen } from './hen'; export const egg: unknown = () => hen;`,
    'renderer/pages/typed.tsx': `import type { Store } from '../../electron/core/ports/store'; export type S = Store;`,
  };
  plantedFolder = checkout({ ...lawful, ...Object.fromEntries(bad), ...circle });
  plantedAnswer = checkImports(plantedFolder);
});

afterAll(() => {
  for (const folder of [lawfulFolder, plantedFolder]) rmSync(folder, { recursive: true, force: true });
});

describe('the import check', () => {
  test('lets every import of the table pass', () => {
    const { refused, cruised } = checkImports(lawfulFolder);
    expect(refused).toEqual([]);
    expect(cruised).toBeGreaterThanOrEqual(Object.keys(lawful).length);
  });

  test.each(planted)('refuses %s', (_what, rule, file) => {
    expect(plantedAnswer.refused.some((line) => line.startsWith(`${rule}: ${file} → `))).toBe(true);
  });

  test('refuses two files that import each other', () => {
    expect(plantedAnswer.refused.some((line) => line.startsWith('no-circles: shared/rules/'))).toBe(true);
  });

  test('counts an import of types alone as an import', () => {
    expect(plantedAnswer.refused).toContain(
      'renderer-knows-no-electron: renderer/pages/typed.tsx → electron/core/ports/store.ts',
    );
  });
});

/** @param files their text by path */
function checkout(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-imports-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  symlinkSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'), 'file');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}
