export { ExistingDatabasePage } from './ExistingDatabasePage';
