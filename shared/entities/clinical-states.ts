/** FHIR condition-clinical and allergyintolerance-clinical, as far as a clinic uses them. */
export const clinicalStatuses = [
  { value: 'active', label: 'Active' },
  { value: 'inactive', label: 'Inactive' },
  { value: 'resolved', label: 'Resolved' },
] as const;

/** FHIR condition-severity and reaction-event-severity: how bad it is, or was. */
export const severities = [
  { value: 'mild', label: 'Mild' },
  { value: 'moderate', label: 'Moderate' },
  { value: 'severe', label: 'Severe' },
] as const;
