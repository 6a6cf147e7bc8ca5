export { CannotOpenPage } from './CannotOpenPage';
export { OpeningPage } from './OpeningPage';
