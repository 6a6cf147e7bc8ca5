/** Keeps the places with the smallest ranks, at most `limit` of them; of equal ranks, the smaller place goes first. */
export class BestPlaces {
  private readonly kept: { readonly place: number; readonly rank: number }[] = [];

  constructor(private readonly limit: number) {}

  add(place: number, rank: number): void {
    const isBefore = (other: { place: number; rank: number }) =>
      rank < other.rank || (rank === other.rank && place < other.place);
    const last = this.kept.at(-1);
    if (this.kept.length >= this.limit && !(last && isBefore(last))) return;
    const at = this.kept.findIndex(isBefore);
    this.kept.splice(at < 0 ? this.kept.length : at, 0, { place, rank });
    if (this.kept.length > this.limit) this.kept.pop();
  }

  /** The best first. */
  get places(): number[] {
    return this.kept.map(({ place }) => place);
  }
}
