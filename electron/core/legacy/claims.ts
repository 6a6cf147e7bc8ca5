import { fold } from '../../../shared/rules/names';

/** What only one may have: who asked first has it, and may ask again. */
export class Claims {
  private readonly holders = new Map<string, string>();

  isFree(key: string, by: string): boolean {
    const holder = this.holders.get(key);
    return holder === undefined || holder === by;
  }

  /** Somebody outside has it. */
  leaveToOthers(key: string): void {
    this.holders.set(key, '');
  }

  /** False when somebody else has it already. */
  take(key: string, by: string): boolean {
    if (!this.isFree(key, by)) return false;
    this.holders.set(key, by);
    return true;
  }
}

/** The index compares rooms as tables sort them: without case and accents, 01 as 1. */
const roomKey = (room: string): string =>
  fold(room)
    .replace(/\d+/g, (digits) => digits.padStart(12, '0'))
    .trim();

/** What an appointment keeps for itself: the database's own unique indexes, in words. */
export function claimsOf(values: Readonly<Record<string, unknown>>, slots: readonly unknown[]): string[] {
  const { doctor, patient, room, clinic, date } = values;
  const holders = [
    ...(typeof doctor === 'string' ? [`doctor|${doctor}`] : []),
    ...(typeof patient === 'string' ? [`patient|${patient}`] : []),
    ...(typeof room === 'string' ? [`room|${String(clinic ?? '')}|${roomKey(room)}`] : []),
  ];
  return holders.flatMap((holder) => slots.map((slot) => `${holder}|${String(date)}|${String(slot)}`));
}
