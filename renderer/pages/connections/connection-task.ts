import type { SavedConnection } from '../../../shared/contract';

/** What is being done with one connection, in a dialog. */
export type ConnectionTask = {
  readonly kind: 'use' | 'test' | 'forget';
  readonly connection: SavedConnection;
};
