import { codeSystems } from '../../../shared/schema';
import type { CodeTable } from '../ports/code-systems';
import { codeTable } from './code-table';

const eventStatus = 'http://hl7.org/fhir/event-status';

const licence = 'From the specification of HL7 FHIR, in the public domain (CC0).';

/** `uri`: what is asked for; `system`: where its codes come from, when that is another address. */
const values = (
  { uri }: { readonly uri: string },
  codes: Readonly<Record<string, string>>,
  system = uri,
): readonly [string, CodeTable] => [uri, codeTable({ system, edition: 'FHIR R4 (4.0.1)', licence, codes })];

/** Short lists that the specification of FHIR R4 defines (public domain, CC0), by the address they are asked for under. */
export const fhirValues: ReadonlyMap<string, CodeTable> = new Map([
  values(codeSystems.administrativeGender, {
    male: 'Male',
    female: 'Female',
    other: 'Other',
    unknown: 'Unknown',
  }),
  values(codeSystems.allergyCategory, {
    food: 'Food',
    medication: 'Medication',
    environment: 'Environment',
    biologic: 'Biologic',
  }),
  values(codeSystems.allergyCriticality, {
    low: 'Low Risk',
    high: 'High Risk',
    'unable-to-assess': 'Unable to Assess Risk',
  }),
  values(codeSystems.allergyType, { allergy: 'Allergy', intolerance: 'Intolerance' }),
  values(codeSystems.allergyStatus, { active: 'Active', inactive: 'Inactive', resolved: 'Resolved' }),
  values(codeSystems.allergyVerification, {
    unconfirmed: 'Unconfirmed',
    confirmed: 'Confirmed',
    refuted: 'Refuted',
    'entered-in-error': 'Entered in Error',
  }),
  values(codeSystems.reactionSeverity, { mild: 'Mild', moderate: 'Moderate', severe: 'Severe' }),
  values(codeSystems.conditionStatus, {
    active: 'Active',
    recurrence: 'Recurrence',
    relapse: 'Relapse',
    inactive: 'Inactive',
    remission: 'Remission',
    resolved: 'Resolved',
  }),
  values(codeSystems.conditionVerification, {
    unconfirmed: 'Unconfirmed',
    provisional: 'Provisional',
    differential: 'Differential',
    confirmed: 'Confirmed',
    refuted: 'Refuted',
    'entered-in-error': 'Entered in Error',
  }),
  values(codeSystems.conditionCategory, {
    'problem-list-item': 'Problem List Item',
    'encounter-diagnosis': 'Encounter Diagnosis',
  }),
  // The set admits three of the eight states that an event can have.
  values(
    codeSystems.immunizationStatus,
    { completed: 'Completed', 'entered-in-error': 'Entered in Error', 'not-done': 'Not Done' },
    eventStatus,
  ),
  values(codeSystems.medicationStatus, {
    active: 'Active',
    'on-hold': 'On Hold',
    cancelled: 'Cancelled',
    completed: 'Completed',
    'entered-in-error': 'Entered in Error',
    stopped: 'Stopped',
    draft: 'Draft',
    unknown: 'Unknown',
  }),
  values(codeSystems.observationStatus, {
    registered: 'Registered',
    preliminary: 'Preliminary',
    final: 'Final',
    amended: 'Amended',
    corrected: 'Corrected',
    cancelled: 'Cancelled',
    'entered-in-error': 'Entered in Error',
    unknown: 'Unknown',
  }),
]);
