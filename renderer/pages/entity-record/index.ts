export { EntityRecordPage } from './EntityRecordPage';
