import { isUnderWay, type Upload, type UploadState } from './upload';

/** Files on their way, those just sent and those that failed, in the order they were added; told to whoever listens. */
export type UploadList = ReturnType<typeof createUploadList>;

export function createUploadList(begun: readonly Upload[]) {
  const listeners = new Set<() => void>();
  let uploads = begun;

  function set(next: readonly Upload[]): void {
    uploads = next;
    for (const listener of listeners) listener();
  }
  const find = (id: string) => uploads.find((each) => each.id === id);
  const change = (id: string, changes: Partial<Upload>) =>
    set(uploads.map((each) => (each.id === id ? { ...each, ...changes } : each)));
  const isCalledOff = (id: string) => find(id)?.state.kind === 'cancelling';
  return {
    all: () => uploads,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...{ set, find, change, isCalledOff },
    drop: (id: string) => set(uploads.filter((each) => each.id !== id)),
    /** Nothing but its end follows what was called off. */
    become(id: string, state: UploadState): void {
      if (!isCalledOff(id) || !isUnderWay({ state })) change(id, { state });
    },
    isBusy: () => uploads.some(isUnderWay),
    /** When nothing is under way any more. */
    settled: (): Promise<void> =>
      new Promise((resolve) => {
        const look = () => {
          if (uploads.some(isUnderWay)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
  };
}
