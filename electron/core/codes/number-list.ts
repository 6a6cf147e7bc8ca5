/** Whole numbers below 2³² that come one by one, four bytes each; a plain list of a million would be walked by the collector. */
export class NumberList {
  private kept = new Uint32Array(1_024);
  length = 0;

  push(value: number): void {
    if (this.length === this.kept.length) {
      const larger = new Uint32Array(this.kept.length * 2);
      larger.set(this.kept);
      this.kept = larger;
    }
    this.kept[this.length] = value;
    this.length += 1;
  }

  includes(value: number, from: number): boolean {
    for (let at = from; at < this.length; at += 1) if (this.kept[at] === value) return true;
    return false;
  }

  at(place: number): number | undefined {
    return place < this.length ? this.kept[place] : undefined;
  }

  /** The numbers so far; what is pushed afterwards is not among them. */
  get values(): Uint32Array {
    return this.kept.subarray(0, this.length);
  }
}
