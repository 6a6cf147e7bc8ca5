export { EntityForm, type EntityFormProps } from './EntityForm';
