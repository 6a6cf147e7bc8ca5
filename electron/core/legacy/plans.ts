import { entities } from '../../../shared/entities';
import type { EntityDefinition } from '../../../shared/schema';

/** What old documents name in words. */
export type LinkTarget = 'doctors' | 'clinics' | 'patients';

/** A field that the published system kept as a name and that is a reference today. */
export type NamedLink = {
  /** Where the name stands in the old document. */
  readonly from: string;
  /** The reference it becomes when it means exactly one. */
  readonly to: string;
  /** The field that keeps the name as it was written. */
  readonly written: string;
  readonly target: LinkTarget;
};

export type Plan = {
  readonly entity: EntityDefinition;
  /** Misspelt or differently named fields of real databases, by the field they mean; taken when that one is absent. */
  readonly spellings: Readonly<Record<string, readonly string[]>>;
  readonly links: readonly NamedLink[];
  /** The array of the old `users` that lists the documents of this collection. */
  readonly listedIn?: string;
  /** Fields that are computed here and never taken over. */
  readonly computed: readonly string[];
};

const people = {
  firstname: ['firstName', 'FirstName', 'first_name', 'fname'],
  lastname: ['lastName', 'LastName', 'last_name', 'lname', 'surname'],
  phone: ['Phone', 'phoneNumber', 'phone_number', 'mobile', 'contact'],
};
const place = {
  address: ['Address'],
  city: ['City'],
  state: ['State'],
  zip: ['Zip', 'zipcode', 'zipCode', 'postcode'],
};

/** The collections of the published system in the order in which they are adopted: what is named before what names it. */
export const plans: readonly Plan[] = [
  {
    entity: entities.clinics,
    spellings: { clinicname: ['clinicName', 'ClinicName', 'name'], ...place, phone: people.phone },
    links: [],
    computed: [],
  },
  {
    entity: entities.doctors,
    spellings: { ...people, specialty: ['speciality', 'specialisation', 'specialization'], email: ['Email'] },
    links: [{ from: 'clinic', to: 'clinic', written: 'clinicName', target: 'clinics' }],
    computed: [],
  },
  {
    entity: entities.users,
    spellings: {
      username: ['userName', 'Username', 'user'],
      email: ['Email', 'e-mail'],
      displayName: ['name'],
    },
    links: [],
    computed: ['roles', 'status', 'patient', 'doctor'],
  },
  {
    entity: entities.appointments,
    spellings: {
      appointmentName: ['appointmentname', 'AppointmentName', 'patientName', 'name'],
      time: ['Time'],
      date: ['Date'],
      patient: ['patientId'],
      doctor: ['Doctor', 'doctorId'],
    },
    links: [
      { from: 'doctor', to: 'doctor', written: 'doctorName', target: 'doctors' },
      { from: 'appointmentName', to: 'patient', written: 'appointmentName', target: 'patients' },
    ],
    listedIn: 'appointments',
    computed: ['start', 'end', 'statusTimes', 'clinic', 'overbookedReason'],
  },
  {
    entity: entities.healthlogs,
    spellings: {
      visitPurpose: ['visitpurpose', 'VisitPurpose', 'purpose'],
      notes: ['Notes', 'note'],
      heightIn: ['heightin', 'height'],
      weightLb: ['weightlb', 'weightLB', 'weight'],
      date: ['Date', 'visitDate'],
      patient: ['patientId'],
      doctor: ['Doctor', 'doctorId'],
    },
    links: [{ from: 'doctor', to: 'doctor', written: 'doctorName', target: 'doctors' }],
    listedIn: 'healthLogs',
    computed: [],
  },
  {
    entity: entities.prescriptions,
    spellings: {
      prescriptionName: ['prescriptionname', 'PrescriptionName', 'perscriptionName'],
      dateprescribed: ['datePrescribed', 'dateprescriped'],
      doctorprescribed: ['doctorPrescribed', 'doctorprescriped'],
      generalinstructions: ['generalInstructions', 'generalInstruction', 'instructions'],
      amount: ['Amount', 'dosage'],
      patient: ['patientId'],
      doctor: ['doctorId'],
    },
    links: [{ from: 'doctorprescribed', to: 'doctor', written: 'doctorprescribed', target: 'doctors' }],
    listedIn: 'prescriptions',
    computed: [],
  },
  {
    entity: entities.symptomjournals,
    spellings: {
      symptomType: ['symptomtype', 'SymptomType', 'symptom'],
      symptomDate: ['symptomdate', 'date'],
      symptomTime: ['symptomtime', 'time'],
      symptomInfo: ['symptominfo', 'info', 'description'],
      patient: ['patientId'],
    },
    links: [],
    listedIn: 'symptoms',
    computed: [],
  },
];

/** The plan for a collection of the published system. */
export function planOf(collection: string): Plan {
  const plan = plans.find(({ entity }) => entity.name === collection);
  if (!plan) throw new RangeError(`The published system had no ${collection}`);
  return plan;
}

/** Arrays of the old `users`, and the collection whose documents each lists. */
export const userLists = [
  { list: 'doctors', collection: 'doctors', becomes: 'the care team of the patient' },
  { list: 'clinics', collection: 'clinics', becomes: 'the care team of the patient' },
  { list: 'healthLogs', collection: 'healthlogs', becomes: 'the patient of each visit' },
  { list: 'prescriptions', collection: 'prescriptions', becomes: 'the patient of each prescription' },
  { list: 'symptoms', collection: 'symptomjournals', becomes: 'the patient of each symptom' },
  { list: 'appointments', collection: 'appointments', becomes: 'the patient of each appointment' },
] as const;

/** Fields of a patient that old users may carry, under their own or another name. */
export const personal: Readonly<Record<string, readonly string[]>> = {
  firstname: ['firstname', ...people.firstname],
  lastname: ['lastname', ...people.lastname],
  dateOfBirth: ['dateOfBirth', 'dob', 'DOB', 'birthdate'],
  sex: ['sex', 'gender'],
  phone: ['phone', ...people.phone],
  address: ['address', ...place.address],
  city: ['city', ...place.city],
  state: ['state', ...place.state],
  zip: ['zip', ...place.zip],
};
