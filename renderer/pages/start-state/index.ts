export { CannotOpenPage } from './CannotOpenPage';
export { connectionName } from './connection-name';
export { SecretsLockedPage, waitsForSecret } from './SecretsLockedPage';
export { OpeningPage } from './OpeningPage';
