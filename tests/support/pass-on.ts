import { connect, type Socket } from 'node:net';

/** Passes everything on between a connection and a port of this computer; when one side ends, so does the other. */
export function passOn(near: Socket, to: number, open: Set<Socket>): void {
  const far = connect(to, '127.0.0.1');
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    open.add(one);
    one.on('close', () => {
      open.delete(one);
      other.destroy();
    });
    one.on('error', () => other.destroy());
    one.pipe(other);
  }
}
