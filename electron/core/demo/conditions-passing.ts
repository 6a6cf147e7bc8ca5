import type { Condition } from './condition';

/** What comes and goes, and what is done once. */
export const passingConditions: readonly Condition[] = [
  {
    reason: 'Cough for two weeks',
    by: ['general', 'children', 'internal'],
    ages: [2, 90],
    course: 'passing',
    code: ['J20.9', 'Acute bronchitis, unspecified'],
    symptom: 'Cough',
    medicines: [
      {
        name: 'Amoxicillin 250 mg/5 ml',
        amount: '5 ml three times a day',
        instructions: 'Finish the course of seven days.',
        lasting: false,
        ages: [2, 11],
        avoid: ['penicillin'],
      },
      {
        name: 'Amoxicillin 500 mg',
        amount: '1 capsule three times a day',
        instructions: 'Finish the course of seven days.',
        lasting: false,
        ages: [12, 120],
        avoid: ['penicillin', 'warfarin'],
      },
    ],
    notes: [
      {
        text: 'Dry cough, worse at night. No fever, no weight loss. Chest clear. Likely viral; come back if it lasts another fortnight.',
      },
      {
        text: 'Productive cough with mild fever. Crackles at the right base. Antibiotic started, fluids, rest.',
        treats: true,
        temperatureC: 37.9,
      },
    ],
  },
  {
    reason: 'Back pain',
    by: ['general'],
    ages: [20, 64],
    course: 'passing',
    code: ['M54.50', 'Low back pain, unspecified'],
    symptom: 'Back pain',
    medicines: [
      {
        name: 'Paracetamol 1 g',
        amount: 'Up to 4 times a day',
        instructions: 'If needed.',
        lasting: false,
      },
    ],
    notes: [
      {
        text: 'Low back pain since lifting on Saturday. No red flags, reflexes equal. Keep moving, warmth, simple pain relief.',
        treats: true,
      },
      { text: 'Better than a fortnight ago. Sleeps through. Exercises shown, back to work on Monday.' },
    ],
  },
  {
    reason: 'Fever since Saturday',
    by: ['general', 'children'],
    ages: [1, 10],
    course: 'passing',
    code: ['H66.90', 'Otitis media, unspecified'],
    symptom: 'Fever',
    medicines: [
      {
        name: 'Ibuprofen 100 mg/5 ml',
        amount: '5 ml three times a day',
        instructions: 'With food, for three days.',
        lasting: false,
        avoid: ['ibuprofen'],
      },
      {
        name: 'Paracetamol 120 mg/5 ml',
        amount: '5 ml up to four times a day',
        instructions: 'For three days.',
        lasting: false,
      },
    ],
    notes: [
      {
        text: 'Alert, drinking well, temperature 38.4. Left ear red. Pain relief, watch, come back if worse.',
        treats: true,
        temperatureC: 38.4,
      },
      { text: 'No fever since yesterday. Playing again. No further visit needed.' },
    ],
  },
  {
    reason: 'Shoulder pain',
    by: ['general', 'internal'],
    ages: [35, 85],
    course: 'passing',
    code: ['M25.511', 'Pain in right shoulder'],
    symptom: 'Shoulder pain',
    notes: [
      { text: 'Right shoulder, painful arc, full strength. Exercises shown, review in six weeks.' },
      { text: 'Reaches the top shelf again. Sleeps on that side. Continue exercises.' },
    ],
  },
  {
    reason: 'Heavy periods',
    by: ['women'],
    ages: [16, 50],
    sex: 'female',
    course: 'passing',
    code: ['N92.0', 'Excessive and frequent menstruation with regular cycle'],
    medicines: [
      {
        name: 'Tranexamic acid 500 mg',
        amount: '2 tablets three times a day',
        instructions: 'During the period, four days at most.',
        lasting: false,
        avoid: ['warfarin'],
      },
    ],
    notes: [
      {
        text: 'Seven days, heavy for three. Blood count and iron asked for. Options discussed.',
        treats: true,
      },
      { text: 'Lighter since the tablets. Iron stores normal.' },
    ],
  },
  {
    reason: 'Contraception advice',
    by: ['women'],
    ages: [17, 46],
    sex: 'female',
    course: 'passing',
    code: ['Z30.09', 'Encounter for other general counseling and advice on contraception'],
    notes: [
      { text: 'Methods gone through. No migraine with aura, does not smoke. Will think about it.' },
      { text: 'Questions answered. Blood pressure normal.' },
    ],
  },
  {
    reason: 'Cervical screening',
    by: ['women'],
    ages: [25, 64],
    sex: 'female',
    course: 'once',
    code: ['Z12.4', 'Encounter for screening for malignant neoplasm of cervix'],
    notes: [{ text: 'Sample taken without trouble. Result by letter in two weeks.' }],
  },
  {
    reason: 'Antenatal, week 28',
    by: ['women'],
    ages: [20, 42],
    sex: 'female',
    course: 'once',
    code: ['Z34.83', 'Encounter for supervision of other normal pregnancy, third trimester'],
    medicines: [
      {
        name: 'Ferrous sulfate 200 mg',
        amount: '1 tablet once a day',
        instructions: 'With orange juice, not with tea.',
        lasting: false,
      },
    ],
    notes: [
      { text: 'Baby moving well. Fundal height as expected. Blood pressure normal, urine clear.' },
      { text: 'No swelling, no headaches. Iron started. Next visit in four weeks.', treats: true },
    ],
  },
  {
    reason: 'Mole check',
    by: ['skin'],
    ages: [18, 90],
    course: 'passing',
    code: ['D22.9', 'Melanocytic nevi, unspecified'],
    notes: [
      { text: 'Whole skin looked at. Two moles photographed, even in shape and colour. Again in a year.' },
      { text: 'Mole on the left shoulder unchanged against the picture of last year.' },
    ],
  },
  {
    reason: 'Sun-damaged skin',
    by: ['skin'],
    ages: [60, 95],
    course: 'passing',
    code: ['L57.0', 'Actinic keratosis'],
    medicines: [
      {
        name: 'Fluorouracil 5 % cream',
        amount: 'Thinly once a day',
        instructions: 'Four weeks, then stop. Redness is expected.',
        lasting: false,
        avoid: ['warfarin'],
      },
    ],
    notes: [
      { text: 'Three rough patches on the forehead. Cream explained, hat and sun cream.', treats: true },
      { text: 'Healed well after the cream. Nothing new.' },
    ],
  },
  {
    reason: 'Rash on the arms',
    by: ['skin', 'children'],
    ages: [3, 80],
    course: 'passing',
    code: ['L23.9', 'Allergic contact dermatitis, unspecified cause'],
    symptom: 'Itching',
    notes: [
      { text: 'Since the new gloves. Clears at the weekend. Other gloves for a month, then look again.' },
      { text: 'Gone. Nothing further needed.' },
    ],
  },
  {
    reason: 'Five-year check',
    by: ['children'],
    ages: [5, 5],
    course: 'once',
    notes: [
      { text: 'Growing along the same line. Hearing and sight checked. Vaccines given without trouble.' },
    ],
  },
  {
    reason: 'Baby check',
    by: ['children', 'general'],
    ages: [0, 1],
    course: 'passing',
    code: ['Z00.129', 'Encounter for routine child health examination without abnormal findings'],
    notes: [
      { text: 'Feeding well, growing along the same line. Smiles, turns to sounds. Vaccines up to date.' },
      { text: 'Reaches for things, sits with help. Parents have no worries.' },
    ],
  },
  {
    reason: 'School medical form',
    by: ['children', 'general'],
    ages: [5, 17],
    course: 'once',
    notes: [{ text: 'Examined, fit for sport. Form filled in and signed.' }],
  },
  {
    reason: 'Blood draw, fasting',
    by: ['nurse'],
    ages: [30, 95],
    course: 'passing',
    notes: [{ text: 'Blood taken from the left arm. No trouble. Results in three days.' }],
  },
  {
    reason: 'Wound dressing',
    by: ['nurse'],
    ages: [3, 95],
    course: 'passing',
    notes: [
      { text: 'Wound clean, edges closing. New dressing.' },
      { text: 'Healed. No further dressing needed.' },
    ],
  },
  {
    reason: 'Flu vaccine',
    by: ['nurse'],
    ages: [50, 97],
    course: 'once',
    notes: [{ text: 'Well today. Given in the left arm, no reaction in 15 minutes.' }],
  },
  {
    reason: 'Travel vaccines',
    by: ['nurse', 'general'],
    ages: [5, 75],
    course: 'once',
    notes: [{ text: 'Routes and risks discussed. Hepatitis A and typhoid given, left arm.' }],
  },
];
