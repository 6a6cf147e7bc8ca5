export { CohortForm } from './CohortForm';
export { cohortCriteriaOf } from './criteria';
