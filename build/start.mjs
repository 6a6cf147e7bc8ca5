// `npm start`. Only what any Node can read stands here: the version is checked before the rest is loaded.
import { nodeRefusal } from './setup/node-version.mjs';

const refusal = nodeRefusal(process.versions.node);
if (refusal) {
  console.error(refusal);
  process.exit(1);
}
const [{ runCommand }, { start }] = await Promise.all([
  import('./setup/command.mjs'),
  import('./setup/start.mjs'),
]);
await runCommand((signal) => start(process.argv.slice(2), signal));
