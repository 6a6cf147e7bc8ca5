import { choice, type Field, text } from '../../../shared/schema';
import { EntriesInput, GroupInput } from './GroupInputs';
import type { NestingInputProps } from './input-props';

/** Systems of codes by the address that FHIR gives them. */
const systems = [
  { value: 'http://hl7.org/fhir/sid/icd-10-cm', label: 'ICD-10-CM' },
  { value: 'http://hl7.org/fhir/sid/icd-10', label: 'ICD-10' },
  { value: 'http://snomed.info/sct', label: 'SNOMED CT' },
  { value: 'http://loinc.org', label: 'LOINC' },
  { value: 'http://www.nlm.nih.gov/research/umls/rxnorm', label: 'RxNorm' },
  { value: 'http://www.ama-assn.org/go/cpt', label: 'CPT' },
  { value: 'http://www.whocc.no/atc', label: 'ATC' },
] as const;

const codingFields = (level: Field['level']): Readonly<Record<string, Field>> => ({
  display: text({ label: 'Name', level, max: 300, required: true }),
  code: text({ label: 'Code', level, max: 80, required: true }),
  system: choice({ label: 'Code system', level, of: systems, required: true }),
});

const asGroup = (props: NestingInputProps): NestingInputProps => ({
  ...props,
  field: { ...props.field, fields: codingFields(props.field.level) },
});

/** A code with its name and the system that defines it. */
export const CodingInput = (props: NestingInputProps) => <GroupInput {...asGroup(props)} />;

/** Several codes, one a row. */
export const CodingsInput = (props: NestingInputProps) => <EntriesInput {...asGroup(props)} />;
