import type { Allergy, Clinic, Patient } from '../../../../shared/entities';
import { entities } from '../../../../shared/entities';
import { isActive } from '../../../../shared/rules/active';
import { alertLines, isAllergyAlert } from '../allergy-alerts';

type Place = { address?: string; city?: string; state?: string; zip?: string };

/** "4 Market Square, Norbridge, Northshire, NB1 2QT"; empty where nothing is known. */
export const addressOf = ({ address, city, state, zip }: Place): string =>
  [address, city, state, zip].filter(Boolean).join(', ');

/** What stands on top of a paper: the letterhead, and of the clinic's name, address and phone what it does not say itself. */
export function linesAbove(clinic: Partial<Clinic>): string[] {
  const { letterhead = '', clinicname, phone } = clinic;
  const said = lettersOf(letterhead);
  const isSaid = (text: string | undefined) => said.includes(lettersOf(text ?? ''));
  const { address, city, state, zip } = clinic;
  const isPlaceSaid = address !== undefined && isSaid(address);
  const lines = [
    isSaid(clinicname) ? undefined : clinicname,
    ...letterhead.split('\n'),
    isPlaceSaid ? undefined : addressOf({ address, city, state, zip }),
    isSaid(phone) ? undefined : phone,
  ];
  return [...new Set(lines.map((line) => line?.trim() ?? '').filter(Boolean))];
}

/** So that "+44 1632 960100" is found in "Tel. +44 1632 960 100". */
const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The allergies that count, and what the alerts of an older record say of some; that nobody asked is not that there is none. */
export function allergyWords(patient: Patient, allergies: readonly Allergy[]): string {
  const known = [
    ...allergies.filter(isActive).map((each) => entities.allergies.title(each)),
    ...alertLines(patient.alerts).filter(isAllergyAlert),
  ];
  if (known.length > 0) return known.join(', ');
  return patient.noKnownAllergies ? 'None known' : 'None on record';
}
