import { fold } from './names';

const spaced = (room: string) => room.trim().replace(/\s+/g, ' ');

/** True when two texts name one room: case, accents and spaces do not tell rooms apart. */
export const isSameRoom = (one: string, other: string): boolean => fold(spaced(one)) === fold(spaced(other));

/** A room as its clinic writes it, when it is one of the clinic's; else as it was typed, with single spaces. */
export const roomAsNamed = (room: string, ofClinic: readonly string[]): string =>
  ofClinic.find((each) => isSameRoom(each, room)) ?? spaced(room);
