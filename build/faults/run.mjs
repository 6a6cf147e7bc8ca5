/**
 * The trial by faults: `node build/faults/run.mjs [--server own|one|three] [--rounds 100] [--writers 8] [--weak]`. Prints
 * its figures; the exit code is 1 when an acknowledged write was lost or doubled.
 */
import { bundledProgram } from '../setup/bundled-program.mjs';

/** @type {typeof import('./main')} */
const { main } = await bundledProgram('build/faults/main.ts');
process.exit(await main(process.argv.slice(2)));
