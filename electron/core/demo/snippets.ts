/** What the demo clinic does not want to type again. */
export const demoSnippets = [
  { name: 'lungs clear', text: 'Lungs clear on both sides, no wheeze, no crackles.' },
  { name: 'heart normal', text: 'Heart sounds normal and regular, no murmur. No ankle swelling.' },
  { name: 'throat normal', text: 'Throat not red, tonsils small, no coating. No swollen nodes.' },
  {
    name: 'home readings',
    visitPurpose: 'Blood pressure',
    text: 'Home readings over ___ days: highest ___, lowest ___. Cuff size checked.',
  },
  {
    name: 'feet checked',
    visitPurpose: 'Diabetes',
    text: 'Feet: skin whole, pulses felt on both sides, monofilament felt at all points.',
  },
  {
    name: 'come back if',
    text: 'Come back at once with shortness of breath, chest pain or fever over 39 °C.\nOtherwise again in ___ weeks.',
  },
  { name: 'explained', text: 'Findings and plan explained; questions answered; agrees with the plan.' },
] as const;
