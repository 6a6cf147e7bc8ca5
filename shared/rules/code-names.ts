import { fold } from './names';

/** A code as it is compared: "E11.9", "e119" and " E11.9 " are the same. */
export const codeKey = (code: string): string => code.trim().toLowerCase().replaceAll(/[.-]/g, '');

const plain = (name: string) => fold(name).trim().replaceAll(/\s+/g, ' ');

/** Whether a name is the official one, whatever its letters and spaces: "asthma " is "Asthma". */
export const isSameName = (name: string, official: string): boolean => plain(name) === plain(official);
