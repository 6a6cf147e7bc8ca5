export { FieldInput } from './FieldInput';
export { fieldNotation } from './notations';
export { FilterInput } from './FilterInput';
export type { FieldInputProps } from './input-props';
export { FileField } from './FileField';
export * from './PlainFields';
export { FieldValue } from './ReadOnlyField';
export { isId } from './reference-name';
export { FileChoice } from './FileChoice';
