import { codeSystems } from '../schema';

/** One file of a release, by what it holds. */
export type LicensedFile = { readonly part: string; readonly label: string; readonly help: string };

/**
 * Systems of codes that a clinic licenses and brings as files: nothing of them ships with the program. Which files of a
 * release are read, and what is confirmed before they are.
 */
export const licensedSystems = [
  {
    name: 'snomed',
    ...codeSystems.snomed,
    licence:
      'Our clinic has a licence of SNOMED CT for the country it is in (by its member or as an affiliate).',
    files: [
      {
        part: 'concepts',
        label: 'Concepts',
        help: 'Snapshot/Terminology/sct2_Concept_Snapshot_….txt',
      },
      {
        part: 'descriptions',
        label: 'Descriptions',
        help: 'Snapshot/Terminology/sct2_Description_Snapshot-en_….txt',
      },
    ],
  },
  {
    name: 'rxnorm',
    ...codeSystems.rxnorm,
    licence:
      'Our clinic has a licence of the UMLS Metathesaurus, or uses the part of RxNorm that needs none.',
    files: [{ part: 'names', label: 'Names', help: 'rrf/RXNCONSO.RRF' }],
  },
  {
    name: 'cpt',
    ...codeSystems.cpt,
    licence: 'Our clinic has a licence of the American Medical Association for CPT.',
    files: [
      {
        part: 'codes',
        label: 'Codes',
        help: 'The consolidated code list, or LONGULT: text with tabs between, as UTF-8.',
      },
    ],
  },
] as const;

export type LicensedSystem = (typeof licensedSystems)[number];
export type LicensedName = LicensedSystem['name'];

export const licensedSystem = (name: LicensedName): LicensedSystem | undefined =>
  licensedSystems.find((each) => each.name === name);

/** Whether a clinic may bring the codes of this address itself. */
export const isLicensed = (uri: string): boolean => licensedSystems.some((each) => each.uri === uri);
