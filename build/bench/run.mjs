/**
 * The benchmarks: `node build/bench/run.mjs [--check] [name…]`. Prints every case with its ratio to a baseline measured
 * in the same run. With `--check` the exit code is 1 when a limit is missed.
 */
import { bundledProgram } from '../setup/bundled-program.mjs';

/** @type {typeof import('./main')} */
const { main } = await bundledProgram('build/bench/main.ts');
process.exit(await main(process.argv.slice(2)));
