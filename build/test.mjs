// `npm test`. Only what any Node can read stands here: the version is checked before the rest is loaded.
import { nodeRefusal } from './setup/node-version.mjs';

const refusal = nodeRefusal(process.versions.node);
if (refusal) {
  console.error(refusal);
  process.exit(1);
}
const [{ runCommand }, { test }] = await Promise.all([
  import('./setup/command.mjs'),
  import('./testing/test.mjs'),
]);
await runCommand((signal) => test(process.argv.slice(2), signal));
