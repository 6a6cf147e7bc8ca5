/** What only one may have: who asked first has it, and may ask again. */
export class Claims {
  private readonly holders = new Map<string, string>();

  isFree(key: string, by: string): boolean {
    const holder = this.holders.get(key);
    return holder === undefined || holder === by;
  }

  /** False when somebody else has it already. */
  take(key: string, by: string): boolean {
    if (!this.isFree(key, by)) return false;
    this.holders.set(key, by);
    return true;
  }
}
