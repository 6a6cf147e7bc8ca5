/** What pdf.js takes for granted and Node 20 does not have yet: ECMAScript 2024. Harmless where it is there. */
export function addEcmaScript2024(): void {
  if (!('withResolvers' in Promise)) Object.assign(Promise, { withResolvers });
  if (!('transferToFixedLength' in ArrayBuffer.prototype))
    Object.assign(ArrayBuffer.prototype, { transferToFixedLength });
}

function withResolvers<T>() {
  let resolve: ((value: T | PromiseLike<T>) => void) | undefined;
  let reject: ((reason?: unknown) => void) | undefined;
  const promise = new Promise<T>((whenResolved, whenRejected) => {
    resolve = whenResolved;
    reject = whenRejected;
  });
  return { promise, resolve, reject };
}

function transferToFixedLength(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
  const moved = structuredClone(this, { transfer: [this] });
  if (length === moved.byteLength) return moved;
  const sized = new Uint8Array(length);
  sized.set(new Uint8Array(moved).subarray(0, length));
  return sized.buffer;
}
