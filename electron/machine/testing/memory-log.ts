import type { Log } from '../log';

/** A log that keeps its lines for the test to look at. */
export class MemoryLog implements Log {
  readonly lines: { level: 'info' | 'warn' | 'error'; details: object; sentence: string }[] = [];
  info(details: object, sentence: string): void {
    this.lines.push({ level: 'info', details, sentence });
  }
  warn(details: object, sentence: string): void {
    this.lines.push({ level: 'warn', details, sentence });
  }
  error(details: object, sentence: string): void {
    this.lines.push({ level: 'error', details, sentence });
  }
}
