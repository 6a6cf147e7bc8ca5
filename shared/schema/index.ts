export * from './calendar';
export * from './code-systems';
export * from './entity';
export * from './field';
export * from './kinds';
export { type ReadingCode, readingCodes } from './reading-codes';
export * from './measure-units';
