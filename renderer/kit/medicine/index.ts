export { PrescriptionCheck } from './PrescriptionCheck';
export { TakenState } from './TakenState';
export { type PrescriptionSteps, usePrescriptionSteps } from './use-prescription-steps';
export { usePrescriptionPrinting } from './use-printing';
