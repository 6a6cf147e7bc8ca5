// The table of rooms (DESIGN, section 2) as rules. A row says what a room may import besides itself; whatever
// is not named is refused. `build/check-imports.mjs` runs it. Unit tests beside their file, and what stands in a
// `testing` folder for them, may import anything, but the rules on single packages hold for them too.

const inside = (...rooms) => rooms.map((room) => `^${room}/`);
// An optional package that could not be installed here keeps its bare name.
const packages = (...names) => names.flatMap((name) => [`(^|/)node_modules/${name}/`, `^${name}$`]);
const anyPackage = '(^|/)node_modules/';
const tests = ['[.](test|spec)[.]tsx?$', '/testing/', '^tests/'];

const rows = {
  'shared/schema': { may: packages('zod') },
  'shared/entities': { may: inside('shared/schema') },
  'shared/rules': { may: inside('shared') },
  'shared/contract': { may: [...inside('shared'), ...packages('@orpc/contract', 'zod')] },
  'electron/core': {
    may: [
      ...inside('shared'),
      ...packages('@orpc/server', '@orpc/contract', 'csv-parse', 'csv-stringify', 'zod'),
    ],
  },
  'electron/store': {
    may: [...inside('shared', 'electron/core/ports'), ...packages('mongoose', 'zod')],
    node: true,
  },
  'electron/documents': {
    may: [
      ...inside('shared/rules', 'electron/core/ports'),
      ...packages('sharp', 'pdfjs-dist', '@napi-rs/canvas', 'file-type'),
    ],
    node: true,
  },
  'electron/machine': {
    may: [
      ...inside('shared/rules', 'electron/core/ports'),
      ...packages(
        '@lhncbc/ucum-lhc',
        'keytar',
        '@napi-rs/keyring',
        '@node-rs/argon2',
        'mongodb-memory-server-core',
        'pino',
        'zod',
      ),
    ],
    node: true,
  },
  'electron/hosts': {
    may: [
      ...inside('shared/contract', 'electron/core'),
      ...packages('@orpc/[^/]+', 'ws', '@types/ws', 'zod'),
    ],
    node: true,
  },
  'electron/shell': {
    may: [...inside('shared/contract', 'electron/core', 'electron/hosts'), ...packages('@orpc/[^/]+', 'zod')],
    node: true,
  },
  'renderer/app': { may: [...inside('renderer/kit', 'renderer/pages', 'shared'), anyPackage] },
  'renderer/kit': { may: [...inside('shared'), anyPackage] },
  'renderer/pages': { may: [...inside('renderer/kit', 'shared'), anyPackage] },
};

/** One rule per row. */
const rooms = Object.entries(rows).map(([room, { may, node }]) => ({
  name: room,
  comment: `DESIGN section 2 says what ${room} may import.`,
  severity: 'error',
  from: { path: `^${room}/`, pathNot: tests },
  to: { pathNot: [`^${room}/`, ...may], ...(node ? { dependencyTypesNot: ['core'] } : {}) },
}));

const only = (name, comment, where, what) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: where },
  to: { path: what },
});

module.exports = {
  forbidden: [
    ...rooms,
    only(
      'electron-only-in-its-entry-files',
      'Importing `electron` downloads it where it is missing, and nothing but main.ts and preload.ts runs inside it.',
      ['^electron/(main|preload)[.]ts$', '^tests/electron/'],
      packages('electron'),
    ),
    only(
      'mongoose-only-in-the-store',
      'Everyone else speaks to the ports of the core.',
      ['^electron/store/', ...tests, '^build/bench/'],
      packages('mongoose', 'mongodb'),
    ),
    only(
      'keychain-only-in-machine',
      'Secrets have one way in and out: the SecretStore port.',
      ['^electron/machine/'],
      packages('keytar', '@napi-rs/keyring'),
    ),
    only(
      'mantine-only-in-kit-and-app',
      'Only the kit styles; pages compose it.',
      ['^renderer/(kit|app)/', ...tests],
      packages('@mantine/[^/]+'),
    ),
    {
      name: 'renderer-knows-no-electron',
      comment: 'The page runs in a sandbox and reaches the core through the contract alone.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/' },
    },
    {
      name: 'only-compose-knows-the-store',
      comment: 'compose.ts is the only file that knows all rooms.',
      severity: 'error',
      from: { path: '^electron/[^/]+[.]ts$', pathNot: ['^electron/compose[.]ts$', ...tests] },
      to: { path: '^electron/store/' },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'What ships must not need what does not.',
      severity: 'error',
      from: { path: '^(electron|renderer|shared)/', pathNot: tests },
      to: {
        path: [
          '[.](test|spec)[.]tsx?$',
          '/testing/',
          '^(tests|build)/',
          ...packages('vitest', '@playwright/test'),
        ],
      },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that is not found would slip past every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^keytar$'] },
    },
  ],
  options: {
    // Types count too: a room that knows another's types knows that room.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '[.]css$', '[.]svg$'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
