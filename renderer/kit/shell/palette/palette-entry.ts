import type { FoundPatient, FoundRecord } from '../../../../shared/contract';
import type { IconLike } from '../../base';

/** One line of the palette. */
export type PaletteEntry = {
  key: string;
  group: string;
  label: string;
  detail?: string;
  /** Why a patient was found: "Phone ends 0412". */
  reasons: readonly string[];
  /** Absent for people, who have initials. */
  icon?: IconLike;
  /** A route, or what is done instead of going anywhere. */
  go: { readonly to: string } | { readonly run: () => void };
  patient?: FoundPatient;
  /** Why a record was found, in its words. */
  fragment?: FoundRecord['fragments'][number];
};
