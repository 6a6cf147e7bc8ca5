import { takeInstanceLock } from '../instance-lock';

async function take(): Promise<void> {
  const result = await takeInstanceLock(process.argv[2] ?? '');
  process.send?.(result.kind);
}

// One of many starts at the same moment: says that it is ready, waits for the word, says how it went, and stays.
process.on('message', () => void take());
process.send?.('ready');
