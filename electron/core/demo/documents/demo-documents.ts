import { addDays } from '../../../../shared/rules/time';
import { pdfOf } from './pdf';
import { type Painter, pngOf } from './png';

type Somebody = { readonly id: string; readonly name: string; readonly caring: { readonly id: string } };
export type DemoDocument = {
  readonly values: Readonly<Record<string, unknown>>;
  readonly filename: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** Documents of the patient who signs in, and a letter for some others; each made of its own words and shapes. */
export function demoDocuments(
  own: Somebody | undefined,
  others: readonly Somebody[],
  today: string,
): DemoDocument[] {
  const on = (daysAgo: number) => addDays(today, -daysAgo);
  const about = (person: Somebody, daysAgo: number, title: string, kind: string) => ({
    ...{ patient: person.id, doctor: person.caring.id, documentDate: on(daysAgo), title, kind },
  });
  const ofOwn = own
    ? [
        {
          values: about(own, 41, 'Letter from the eye clinic', 'letter'),
          filename: 'eye-clinic-letter.pdf',
          bytes: pdfOf(eyeLetter(own.name, on(41))),
        },
        {
          values: about(own, 12, 'Blood count and HbA1c', 'laboratoryReport'),
          filename: 'laboratory-report.pdf',
          bytes: pdfOf(laboratoryReport(own.name, on(12))),
        },
        {
          values: { ...about(own, 88, 'Chest, front to back', 'imaging'), notes: 'No sign of congestion.' },
          filename: 'chest.png',
          bytes: pngOf(360, 440, chest),
        },
        {
          values: about(own, 5, 'Forearm, day 3', 'photo'),
          filename: 'forearm-day-3.png',
          bytes: pngOf(320, 240, forearm),
        },
      ]
    : [];
  const letters = others.map((person, index) => ({
    values: about(person, 20 + index * 9, 'Discharge letter', 'letter'),
    filename: 'discharge-letter.pdf',
    bytes: pdfOf(dischargeLetter(person.name, on(20 + index * 9))),
  }));
  return [...ofOwn, ...letters];
}

const eyeLetter = (name: string, date: string) => [
  [
    'City Eye Clinic',
    `${date}, about ${name}`,
    '',
    'Dear colleague,',
    'thank you for referring this patient for the yearly retinal screening.',
    'Both eyes: a few microaneurysms, no exudates, no neovascularisation.',
    'Assessment: mild non-proliferative diabetic retinopathy, no treatment needed.',
    'Please keep the blood pressure below 130/80 and see that screening goes on.',
    '',
    'Next appointment in twelve months.',
  ],
  ['Measurements', 'Visual acuity: right 0.8, left 0.9', 'Intraocular pressure: right 15 mmHg, left 16 mmHg'],
];

const laboratoryReport = (name: string, date: string) => [
  [
    'Central Laboratory',
    `${date}, ${name}`,
    '',
    'HbA1c                 7.1 %          (4.0 to 6.0)   high',
    'Glucose, fasting      7.8 mmol/L     (3.9 to 5.6)   high',
    'Creatinine            88 umol/L      (62 to 106)',
    'eGFR                  78 mL/min      (above 60)',
    'Haemoglobin           142 g/L        (135 to 175)',
    'Ferritin              96 ug/L        (30 to 300)',
    'LDL cholesterol       2.4 mmol/L     (below 2.6)',
  ],
];

const dischargeLetter = (name: string, date: string) => [
  [
    'St Mary Hospital, Department of Medicine',
    `${date}, about ${name}`,
    '',
    'Dear colleague,',
    'we report on the stay of this patient on our ward for three days.',
    'Diagnosis: community-acquired pneumonia of the right lower lobe.',
    'Therapy: amoxicillin with clavulanic acid, seven days in all.',
    'Please see the patient in a week and repeat the C-reactive protein.',
  ],
];

/** Lungs, spine and ribs as a film shows them: what lets little through is light. */
const chest: Painter = (x, y) => {
  const [u, v] = [(x - 180) / 180, (y - 220) / 220];
  const lung = (side: number) => Math.hypot((u - side * 0.42) / 0.33, (v + 0.08) / 0.62) < 1;
  const isBody = Math.abs(u) < 0.86 && v > -0.82;
  const heart = Math.hypot((u - 0.13) / 0.27, (v - 0.2) / 0.27) < 1;
  const spine = Math.abs(u) < 0.07 ? 60 : 0;
  const rib = lung(-1) || lung(1) ? Math.max(0, Math.sin((v + u * u * 0.9) * 26)) * 46 : 0;
  const base = isBody ? (lung(-1) || lung(1) ? 34 : 132) : 6;
  const grain = ((x * 7_919 + y * 104_729) % 17) - 8;
  return Math.round(base + rib + spine + (heart ? 84 : 0) + grain);
};

const forearm: Painter = (x, y) => {
  const isArm = y > 60 + (x - 160) * 0.04 && y < 185 - (x - 160) * 0.05;
  const grain = ((x * 31 + y * 57) % 9) - 4;
  if (!isArm) return [196 + grain, 206 + grain, 214 + grain];
  const rash = Math.hypot((x - 190) / 46, (y - 118) / 26) < 1;
  const shade = Math.round(Math.cos(((y - 122) / 64) * 1.4) * 34);
  return rash
    ? [206 + grain, 112 + shade / 2 + grain, 104 + grain]
    : [200 + shade + grain, 152 + shade, 128 + shade];
};
