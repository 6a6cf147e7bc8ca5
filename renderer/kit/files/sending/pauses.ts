/** Waits between tries, all of which end at once when the connection is said to be back. */
export type Pauses = ReturnType<typeof createPauses>;

/** `waits`: in milliseconds, by how often was tried; the last one repeats. */
export function createPauses(waits: readonly number[]) {
  const awake = new Set<() => void>();
  return {
    pause(tries: number): Promise<void> {
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          awake.delete(end);
          resolve();
        };
        const timer = setTimeout(end, waits[Math.min(tries, waits.length - 1)] ?? 1_000);
        awake.add(end);
      });
    },
    wake(): void {
      for (const end of awake) end();
    },
  };
}
