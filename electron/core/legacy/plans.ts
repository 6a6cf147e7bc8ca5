import { entities } from '../../../shared/entities';
import type { EntityDefinition } from '../../../shared/schema';

/** A field that the published system kept as a name and that is a reference today. */
export type NamedLink = {
  /** Where the name stands in the old document. */
  readonly from: string;
  /** The reference it becomes when it means exactly one. */
  readonly to: string;
  /** The field that keeps the name as it was written. */
  readonly written: string;
  readonly target: 'doctors' | 'clinics' | 'patients';
};

export type Plan = {
  readonly entity: EntityDefinition;
  /** Misspelt or differently named fields of real databases, by the field they mean; taken when that one is absent. */
  readonly spellings: Readonly<Record<string, readonly string[]>>;
  readonly links: readonly NamedLink[];
  /** The array of the old `users` that names the documents of this collection. */
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
    },
    links: [],
    listedIn: 'symptoms',
    computed: [],
  },
];

/** Arrays of the old `users`: whose documents they list. */
export const userLists = [
  'doctors',
  'clinics',
  'healthLogs',
  'prescriptions',
  'attachments',
  'symptoms',
  'appointments',
] as const;
