export * from './calendar';
export * from './entity';
export type * from './field';
export * from './kinds';
