/**
 * Record numbers for patients made of old users, as a registration gives them: a prefix and the next number that nobody
 * has. In the order of the users, so that an adoption that breaks off and goes on gives the same ones.
 */
export class RecordNumbers {
  private readonly byPatient = new Map<string, string>();
  private readonly taken = new Set<string>();
  private next: number;

  constructor(
    private readonly prefix: string,
    first: number,
  ) {
    this.next = first;
  }

  /** The highest number that was given, or the one before the first. */
  get highest(): number {
    return this.next - 1;
  }

  /** A patient who is there already has this number. */
  note(patient: string, recordNumber: string): void {
    this.byPatient.set(patient, recordNumber);
    this.taken.add(recordNumber);
  }

  /** The number of a patient: the one they have, or a new one. */
  of(patient: string): string {
    const known = this.byPatient.get(patient);
    if (known !== undefined) return known;
    for (;;) {
      const recordNumber = `${this.prefix}-${String(this.next).padStart(6, '0')}`;
      this.next += 1;
      if (this.taken.has(recordNumber)) continue;
      this.note(patient, recordNumber);
      return recordNumber;
    }
  }

  /** Somebody else was registered under the patient's number meanwhile: another one. */
  another(patient: string): string {
    this.byPatient.delete(patient);
    return this.of(patient);
  }
}
