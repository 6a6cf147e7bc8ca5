export { EntityForm, type EntityFormProps } from './EntityForm';
export { dropOldDrafts } from './kept-drafts';
export { saveFailureOf } from './form-errors';
