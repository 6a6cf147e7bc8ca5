/** A system of codes, or a set of values of FHIR. */
export type CodeSystem = {
  /** The address that FHIR gives it; stored with each code. */
  readonly uri: string;
  readonly label: string;
  /**
   * What it is for. `record`: diagnoses, procedures and other entries of a record, offered wherever a code is entered.
   * `unit`: units of measurement. `value`: short lists of FHIR for the state or kind of an entry.
   */
  readonly use: 'record' | 'unit' | 'value';
  /** Its codes are on every Clinic Desk, for `codes.lookup`; codes of the others are typed. */
  readonly isBuiltIn: boolean;
};

const record = (label: string, uri: string, isBuiltIn = false) =>
  ({ uri, label, use: 'record', isBuiltIn }) as const satisfies CodeSystem;
const value = (label: string, uri: string) =>
  ({ uri, label, use: 'value', isBuiltIn: true }) as const satisfies CodeSystem;

/** The one table of code systems: what a code may be of, in the order in which it is offered. */
export const codeSystems = {
  icd10cm: record('ICD-10-CM', 'http://hl7.org/fhir/sid/icd-10-cm', true),
  icd10: record('ICD-10', 'http://hl7.org/fhir/sid/icd-10'),
  snomed: record('SNOMED CT', 'http://snomed.info/sct'),
  loinc: record('LOINC', 'http://loinc.org', true),
  rxnorm: record('RxNorm', 'http://www.nlm.nih.gov/research/umls/rxnorm'),
  cpt: record('CPT', 'http://www.ama-assn.org/go/cpt'),
  atc: record('ATC', 'http://www.whocc.no/atc'),
  ucum: { uri: 'http://unitsofmeasure.org', label: 'UCUM', use: 'unit', isBuiltIn: true },
  administrativeGender: value('Administrative gender', 'http://hl7.org/fhir/administrative-gender'),
  allergyCategory: value('Allergy category', 'http://hl7.org/fhir/allergy-intolerance-category'),
  allergyCriticality: value('Allergy criticality', 'http://hl7.org/fhir/allergy-intolerance-criticality'),
  allergyType: value('Allergy or intolerance', 'http://hl7.org/fhir/allergy-intolerance-type'),
  allergyStatus: value('Allergy status', 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical'),
  allergyVerification: value(
    'Allergy verification',
    'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
  ),
  reactionSeverity: value('Reaction severity', 'http://hl7.org/fhir/reaction-event-severity'),
  conditionStatus: value('Condition status', 'http://terminology.hl7.org/CodeSystem/condition-clinical'),
  conditionVerification: value(
    'Condition verification',
    'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  ),
  conditionCategory: value('Condition category', 'http://terminology.hl7.org/CodeSystem/condition-category'),
  immunizationStatus: value('Immunization status', 'http://hl7.org/fhir/ValueSet/immunization-status'),
  medicationStatus: value(
    'Medication request status',
    'http://hl7.org/fhir/CodeSystem/medicationrequest-status',
  ),
  observationStatus: value('Observation status', 'http://hl7.org/fhir/observation-status'),
} as const satisfies Readonly<Record<string, CodeSystem>>;

const byUri: ReadonlyMap<string, CodeSystem> = new Map(
  Object.values(codeSystems).map((system) => [system.uri, system]),
);

/** The system of an address; undefined for one that Clinic Desk does not know. */
export const codeSystemOf = (uri: unknown): CodeSystem | undefined =>
  typeof uri === 'string' ? byUri.get(uri) : undefined;
