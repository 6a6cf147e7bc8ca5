const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm';

/** What brings people to a clinic: how it is booked, what is found and what is prescribed. ICD-10-CM is in the public domain. */
export type Condition = {
  readonly reason: string;
  readonly purpose: string;
  readonly notes: readonly string[];
  readonly diagnosis?: { readonly system: string; readonly code: string; readonly display: string };
  readonly medicine?: {
    readonly name: string;
    readonly amount: string;
    readonly instructions: string;
    readonly lasting: boolean;
  };
  readonly symptom?: string;
  readonly ages: readonly [number, number];
};

const condition = (
  reason: string,
  ages: Condition['ages'],
  notes: readonly string[],
  rest: { code?: [string, string]; medicine?: [string, string, string, boolean]; symptom?: string } = {},
): Condition => ({
  reason,
  purpose: reason,
  ages,
  notes,
  symptom: rest.symptom,
  diagnosis: rest.code && { system: icd10, code: rest.code[0], display: rest.code[1] },
  medicine: rest.medicine && {
    name: rest.medicine[0],
    amount: rest.medicine[1],
    instructions: rest.medicine[2],
    lasting: rest.medicine[3],
  },
});

export const conditions: readonly Condition[] = [
  condition(
    'Diabetes review',
    [30, 95],
    [
      'Feels well. Walks 30 minutes most days. Two low readings before breakfast last week, no symptoms.',
      'Feet: pulses present, monofilament 10/10 both sides. Closer to target than last time. Continue, review in 10 weeks.',
      'Diet discussed. Home readings 6.1 to 8.9. No hypos. Eye screening booked.',
    ],
    {
      code: ['E11.9', 'Type 2 diabetes mellitus without complications'],
      medicine: ['Metformin 1 g', '1 tablet twice a day', 'With meals.', true],
      symptom: 'Tiredness',
    },
  ),
  condition(
    'Blood pressure check',
    [35, 95],
    [
      'No headaches, no chest pain. Home readings around 138/84. Salt and exercise discussed.',
      'Pressure settled since the dose went up. No ankle swelling. Bloods in three months.',
    ],
    {
      code: ['I10', 'Essential (primary) hypertension'],
      medicine: ['Ramipril 5 mg', '1 tablet once a day', 'In the morning. Tell us about a dry cough.', true],
      symptom: 'Headache',
    },
  ),
  condition(
    'Cough for two weeks',
    [1, 90],
    [
      'Dry cough, worse at night. No fever, no weight loss. Chest clear. Likely viral; come back if it lasts another fortnight.',
      'Productive cough with mild fever. Crackles at the right base. Antibiotic started, fluids, rest.',
    ],
    {
      code: ['J20.9', 'Acute bronchitis, unspecified'],
      medicine: [
        'Amoxicillin 500 mg',
        '1 capsule three times a day',
        'Finish the course of seven days.',
        false,
      ],
      symptom: 'Cough',
    },
  ),
  condition(
    'Migraine, follow-up',
    [14, 70],
    [
      'Three attacks in the last month, two days each. Diary shows missed meals before each. Tablet helps when taken early.',
      'Fewer attacks since the change. No aura. Continue, review in three months.',
    ],
    {
      code: ['G43.909', 'Migraine, unspecified, not intractable'],
      medicine: ['Sumatriptan 50 mg', '1 tablet at the first sign', 'At most two in 24 hours.', true],
      symptom: 'Headache',
    },
  ),
  condition(
    'Back pain',
    [18, 85],
    [
      'Low back pain since lifting on Saturday. No red flags, reflexes equal. Keep moving, warmth, simple pain relief.',
      'Better than a fortnight ago. Sleeps through. Exercises shown, back to work on Monday.',
    ],
    {
      code: ['M54.50', 'Low back pain, unspecified'],
      medicine: ['Paracetamol 1 g', 'Up to 4 times a day', 'If needed.', false],
      symptom: 'Back pain',
    },
  ),
  condition(
    'Asthma review',
    [5, 80],
    [
      'Uses the reliever twice a week. Sleeps through. Technique checked and corrected. Peak flow 82 % of best.',
      'One bad week with the cold weather. Spacer given. Written plan renewed.',
    ],
    {
      code: ['J45.909', 'Unspecified asthma, uncomplicated'],
      medicine: ['Salbutamol 100 microgram inhaler', '2 puffs when needed', 'With the spacer.', true],
      symptom: 'Short of breath',
    },
  ),
  condition(
    'Eczema',
    [0, 40],
    [
      'Flare at the elbows and behind the knees. Itches at night. Steroid cream for ten days, emollient twice a day.',
      'Calmer. Skin still dry. Emollient to go on all winter.',
    ],
    {
      code: ['L20.9', 'Atopic dermatitis, unspecified'],
      medicine: ['Hydrocortisone 1 % cream', 'Thinly twice a day', 'Ten days, then stop.', false],
      symptom: 'Itching',
    },
  ),
  condition(
    'Fever since Saturday',
    [0, 12],
    [
      'Alert, drinking well, temperature 38.4. Ears red on the left. Pain relief, watch, come back if worse.',
      'No fever since yesterday. Playing again. No further visit needed.',
    ],
    {
      code: ['H66.90', 'Otitis media, unspecified'],
      medicine: ['Ibuprofen 100 mg/5 ml', '5 ml three times a day', 'With food, for three days.', false],
      symptom: 'Fever',
    },
  ),
  condition(
    'Low mood',
    [16, 85],
    [
      'Poor sleep and little appetite for six weeks. No thoughts of harm. Talked through support at home. Talking therapy asked for.',
      'Sleeps better. Back at work half days. Continue, next visit in four weeks.',
    ],
    {
      code: ['F32.A', 'Depression, unspecified'],
      medicine: ['Sertraline 50 mg', '1 tablet once a day', 'In the morning. Do not stop suddenly.', true],
      symptom: 'Poor sleep',
    },
  ),
  condition(
    'Knee pain',
    [40, 95],
    [
      'Left knee stiff in the morning, better after walking. Slight swelling, no warmth. Exercises and weight discussed.',
      'Manages stairs again. Gel helps. X-ray not needed now.',
    ],
    {
      code: ['M17.12', 'Unilateral primary osteoarthritis, left knee'],
      medicine: ['Diclofenac gel 1 %', 'Three times a day', 'On the skin of the knee only.', false],
      symptom: 'Knee pain',
    },
  ),
  condition(
    'Medication review',
    [50, 95],
    [
      'All medicines gone through. Takes them from a weekly box. Nothing to change.',
      'Dizzy in the mornings; the evening dose was moved. Bloods taken.',
    ],
    {
      code: ['Z79.899', 'Other long term (current) drug therapy'],
      medicine: ['Atorvastatin 20 mg', '1 tablet at night', '', true],
      symptom: 'Dizziness',
    },
  ),
  condition(
    'Antenatal, week 28',
    [18, 44],
    [
      'Baby moving well. Fundal height as expected. Blood pressure normal, urine clear.',
      'No swelling, no headaches. Iron started. Next visit in four weeks.',
    ],
    {
      code: ['Z34.82', 'Encounter for supervision of other normal pregnancy, second trimester'],
      medicine: ['Ferrous sulfate 200 mg', '1 tablet once a day', 'With orange juice, not with tea.', false],
    },
  ),
  condition(
    'Five-year check',
    [4, 6],
    ['Growing along the same line. Hearing and sight checked. Vaccines given without trouble.'],
  ),
  condition(
    'Blood draw, fasting',
    [18, 95],
    ['Blood taken from the left arm. No trouble. Results in three days.'],
  ),
  condition(
    'Wound dressing',
    [3, 95],
    ['Wound clean, edges closing. New dressing. Back in three days.', 'Healed. No further dressing needed.'],
  ),
  condition('School medical form', [5, 18], ['Examined, fit for sport. Form filled in and signed.']),
  condition(
    'Travel vaccines',
    [1, 80],
    ['Routes and risks discussed. Hepatitis A and typhoid given, left arm.'],
  ),
];

export const alerts = [
  'Allergy: penicillin (anaphylaxis)',
  'Allergy: ibuprofen (asthma)',
  'Allergy: latex (rash)',
  'Allergy: sulfonamides (rash)',
  'Allergy: peanut (anaphylaxis)',
  'Falls risk',
  'Pacemaker',
  'Takes warfarin',
  'Hard of hearing: speak face to face',
] as const;
