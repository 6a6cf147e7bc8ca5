export type MeasureUnit = 'cm' | 'in' | 'kg' | 'lb' | '°C' | '°F';
export type Quantity = 'height' | 'weight' | 'temperature';

/** The units a clinic may choose from, in the order in which they are offered. */
export const unitChoices = {
  height: [
    { value: 'cm', label: 'Centimetres (cm)' },
    { value: 'in', label: 'Inches (in)' },
  ],
  weight: [
    { value: 'kg', label: 'Kilograms (kg)' },
    { value: 'lb', label: 'Pounds (lb)' },
  ],
  temperature: [
    { value: '°C', label: 'Degrees Celsius (°C)' },
    { value: '°F', label: 'Degrees Fahrenheit (°F)' },
  ],
} as const satisfies Record<Quantity, readonly { value: MeasureUnit; label: string }[]>;
