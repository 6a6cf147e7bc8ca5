import { cancerAndImmunity } from './table/cancer-and-immunity';
import { heart } from './table/heart';
import { hormonesAndMetabolism } from './table/hormones-and-metabolism';
import { infections } from './table/infections';
import { mindAndNerves } from './table/mind-and-nerves';
import { painAndJoints } from './table/pain-and-joints';
import type { Row } from './table/row';
import { stomachLungsAndSkin } from './table/stomach-lungs-and-skin';

const table = {
  ...infections,
  ...heart,
  ...mindAndNerves,
  ...painAndJoints,
  ...hormonesAndMetabolism,
  ...stomachLungsAndSkin,
  ...cancerAndImmunity,
};

/** The INN of a substance, in lower case: its id and its name. Salts of one substance are one substance. */
export type SubstanceId = keyof typeof table;

export type Substance = {
  readonly id: SubstanceId;
  /** WHO's code where one stands for the substance; used as an identifier only. */
  readonly atc: string | null;
  /** Taken in the national spellings of their generic name too. */
  readonly genericNames: readonly string[];
  /** Taken only as they stand. */
  readonly brands: readonly string[];
};

/** The names of a list in which brands are those with a capital letter. */
export function namesOf(list: string | undefined): { generic: string[]; brands: string[] } {
  const all = (list ?? '').split(',').flatMap((name) => name.trim() || []);
  return {
    generic: all.filter((name) => name === name.toLowerCase()),
    brands: all.filter((name) => name !== name.toLowerCase()),
  };
}

/** About 400 substances that clinics prescribe, with the names they go by. Sources: WHO INN and ATC, national labels. */
export const substances: readonly Substance[] = Object.entries<Row>(table).map(([id, [atc, names]]) => {
  const { generic, brands } = namesOf(names);
  // The keys of `table` are what SubstanceId names.
  return { id: id as SubstanceId, atc: atc || null, genericNames: [id, ...generic], brands };
});

/** Changes with every change of what the tables say; kept with each result, so that it can be told what was known then. */
export const medicinesVersion = '2026-11-30.3';
