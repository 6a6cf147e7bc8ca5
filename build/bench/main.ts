import { type BenchClinic, openClinic } from './clinic';
import { tableOf } from './report';
import { get } from './suites/get';
import { list } from './suites/list';
import { table } from './suites/table';
export async function main(args: readonly string[]): Promise<number> {
  let t = performance.now();
  const c = await openClinic((l) => undefined, '/tmp/bench-keep');
  console.log('open', performance.now() - t);
  const suites: Record<string, (c: BenchClinic)=>Promise<any>> = { list, get, table };
  try {
    for (const n of args.length ? args : Object.keys(suites)) { const f = suites[n]; if (f) { t=performance.now(); console.log(tableOf(n, await f(c))); console.log(((performance.now()-t)/1000).toFixed(1)+' s'); } }
  } finally { await c.close(); }
  return 0;
}
