import { openClinic } from './clinic';
export async function main(args: readonly string[]): Promise<number> {
  let t = performance.now();
  const c = await openClinic(
    (l) => console.log(((performance.now() - t) / 1000).toFixed(1), l),
    '/tmp/bench-keep',
  );
  console.log('open', performance.now() - t);
  try {
    if (args.includes('--hold')) {
      console.log((await c.desk.computer.open(() => undefined)).uri);
      await new Promise((r) => process.once('SIGTERM', r));
    }
  } finally {
    await c.close();
  }
  return 0;
}
