export { EntityForm, type EntityFormProps } from './EntityForm';
export type { FillEmpty } from './use-fill-empty';
export { dropOldDrafts } from './kept-drafts';
export { saveFailureOf } from './form-errors';
export { FormNotices } from './FormNotices';
export type { FormFields } from './FormSections';
export { FormFoot, PlainForm } from './PlainForm';
