export { CannotOpenPage } from './CannotOpenPage';
export { SecretsLockedPage, waitsForSecret } from './SecretsLockedPage';
export { OpeningPage } from './OpeningPage';
