import type { Condition } from './condition';

/** What people have for years: they come for it again and again. */
export const lastingConditions: readonly Condition[] = [
  {
    reason: 'Diabetes review',
    by: ['general', 'internal', 'nurse'],
    ages: [32, 95],
    course: 'lasting',
    code: ['E11.9', 'Type 2 diabetes mellitus without complications'],
    symptom: 'Tiredness',
    medicines: [
      { name: 'Metformin 1 g', amount: '1 tablet twice a day', instructions: 'With meals.', lasting: true },
    ],
    notes: [
      {
        text: 'Feels well. Walks 30 minutes most days. Two low readings before breakfast last week, no symptoms.',
        treats: true,
      },
      {
        text: 'Feet: pulses present, monofilament 10/10 both sides. Closer to target than last time. Continue, review in 10 weeks.',
        treats: true,
      },
      { text: 'Diet discussed. Home readings 6.1 to 8.9. No hypos. Eye screening booked.', treats: true },
    ],
  },
  {
    reason: 'Blood pressure check',
    by: ['general', 'internal', 'nurse'],
    ages: [38, 95],
    course: 'lasting',
    code: ['I10', 'Essential (primary) hypertension'],
    symptom: 'Headache',
    medicines: [
      {
        name: 'Ramipril 5 mg',
        amount: '1 tablet once a day',
        instructions: 'In the morning. Tell us about a dry cough.',
        lasting: true,
      },
    ],
    notes: [
      {
        text: 'No headaches, no chest pain. Home readings around 138/84. Salt and exercise discussed.',
        treats: true,
      },
      {
        text: 'Pressure settled since the dose went up. No ankle swelling. Bloods in three months.',
        treats: true,
      },
    ],
  },
  {
    reason: 'Migraine, follow-up',
    by: ['general', 'internal'],
    ages: [18, 60],
    course: 'lasting',
    code: ['G43.909', 'Migraine, unspecified, not intractable'],
    symptom: 'Headache',
    medicines: [
      {
        name: 'Sumatriptan 50 mg',
        amount: '1 tablet at the first sign',
        instructions: 'At most two in 24 hours.',
        lasting: true,
      },
    ],
    notes: [
      {
        text: 'Three attacks in the last month, two days each. Diary shows missed meals before each. Tablet helps when taken early.',
        treats: true,
      },
      { text: 'Fewer attacks since the change. No aura. Continue, review in three months.', treats: true },
    ],
  },
  {
    reason: 'Asthma review',
    by: ['general', 'children', 'internal', 'nurse'],
    ages: [6, 75],
    course: 'lasting',
    code: ['J45.909', 'Unspecified asthma, uncomplicated'],
    symptom: 'Short of breath',
    medicines: [
      {
        name: 'Salbutamol 100 microgram inhaler',
        amount: '2 puffs when needed',
        instructions: 'With the spacer.',
        lasting: true,
      },
    ],
    notes: [
      {
        text: 'Uses the reliever twice a week. Sleeps through. Technique checked and corrected. Peak flow 82 % of best.',
        treats: true,
      },
      { text: 'One bad week with the cold weather. Spacer given. Written plan renewed.', treats: true },
    ],
  },
  {
    reason: 'Low mood',
    by: ['general'],
    ages: [18, 64],
    course: 'lasting',
    code: ['F32.A', 'Depression, unspecified'],
    symptom: 'Poor sleep',
    medicines: [
      {
        name: 'Sertraline 50 mg',
        amount: '1 tablet once a day',
        instructions: 'In the morning. Do not stop suddenly.',
        lasting: true,
        avoid: ['warfarin'],
      },
    ],
    notes: [
      {
        text: 'Poor sleep and little appetite for six weeks. No thoughts of harm. Talked through support at home. Talking therapy asked for.',
      },
      { text: 'Sleeps better. Back at work half days. Continue, next visit in four weeks.', treats: true },
    ],
  },
  {
    reason: 'Medication review',
    by: ['general', 'internal', 'nurse'],
    ages: [55, 97],
    course: 'lasting',
    code: ['E78.5', 'Hyperlipidemia, unspecified'],
    symptom: 'Dizziness',
    medicines: [{ name: 'Atorvastatin 20 mg', amount: '1 tablet at night', lasting: true }],
    notes: [
      { text: 'All medicines gone through. Takes them from a weekly box. Nothing to change.', treats: true },
      { text: 'Dizzy in the mornings; the evening dose was moved. Bloods taken.', treats: true },
    ],
  },
  {
    reason: 'Knee pain',
    by: ['general', 'internal'],
    ages: [50, 95],
    course: 'lasting',
    code: ['M17.12', 'Unilateral primary osteoarthritis, left knee'],
    symptom: 'Knee pain',
    medicines: [
      {
        name: 'Diclofenac gel 1 %',
        amount: 'Three times a day',
        instructions: 'On the skin of the knee only.',
        lasting: false,
        avoid: ['ibuprofen', 'warfarin'],
      },
    ],
    notes: [
      {
        text: 'Left knee stiff in the morning, better after walking. Slight swelling, no warmth. Exercises and weight discussed.',
      },
      { text: 'Manages stairs again with exercises and gel. X-ray not needed now.', treats: true },
    ],
  },
  {
    reason: 'Eczema',
    by: ['general', 'children', 'skin'],
    ages: [1, 30],
    course: 'lasting',
    code: ['L20.9', 'Atopic dermatitis, unspecified'],
    symptom: 'Itching',
    medicines: [
      {
        name: 'Hydrocortisone 1 % cream',
        amount: 'Thinly twice a day',
        instructions: 'Ten days, then stop.',
        lasting: false,
      },
    ],
    notes: [
      {
        text: 'Flare at the elbows and behind the knees. Itches at night. Steroid cream for ten days, emollient twice a day.',
        treats: true,
      },
      { text: 'Calmer. Skin still dry. Emollient to go on all winter.' },
    ],
  },
  {
    reason: 'Psoriasis review',
    by: ['skin'],
    ages: [18, 85],
    course: 'lasting',
    code: ['L40.0', 'Psoriasis vulgaris'],
    symptom: 'Itching',
    medicines: [
      {
        name: 'Calcipotriol ointment 50 microgram/g',
        amount: 'Once a day',
        instructions: 'Not on the face.',
        lasting: true,
      },
    ],
    notes: [
      { text: 'Plaques at elbows and knees thinner than in spring. Scalp clear. Continue.', treats: true },
      { text: 'New patch on the lower back. Joints quiet. Treatment shown again.', treats: true },
    ],
  },
  {
    reason: 'Acne review',
    by: ['skin'],
    ages: [13, 30],
    course: 'lasting',
    code: ['L70.0', 'Acne vulgaris'],
    medicines: [
      {
        name: 'Adapalene 0.1 % gel',
        amount: 'Once a day at night',
        instructions: 'A pea-sized amount. Use sun protection.',
        lasting: true,
      },
    ],
    notes: [
      { text: 'Cheeks and forehead, no scars. Dry skin in the first weeks explained.', treats: true },
      { text: 'Clearly better after eight weeks. Continue until summer.', treats: true },
    ],
  },
  {
    reason: 'Menopause review',
    by: ['women'],
    ages: [46, 60],
    sex: 'female',
    course: 'lasting',
    code: ['N95.1', 'Menopausal and female climacteric states'],
    symptom: 'Poor sleep',
    medicines: [
      {
        name: 'Estradiol 50 microgram patch',
        amount: '1 patch twice a week',
        instructions: 'Below the waist, another place each time.',
        lasting: true,
        avoid: ['warfarin'],
      },
    ],
    notes: [
      { text: 'Hot flushes most nights. Risks and benefits of treatment discussed.' },
      { text: 'Flushes rare now, sleeps through. Blood pressure fine. Continue.', treats: true },
    ],
  },
];
