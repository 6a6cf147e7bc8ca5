import type { User } from '../../../shared/entities';

/** What an administrator does with one user in a dialog. */
export type UserTask = { readonly kind: 'approve' | 'access' | 'password'; readonly user: User };
