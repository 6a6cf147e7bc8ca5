import type { SessionState } from '../../../../shared/contract';

/** A doctor who is signed in. */
export const session: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  version: '0.1.0',
  user: {
    userId: 'joshi',
    username: 'joshi',
    displayName: 'Dr Joshi',
    roles: ['doctor'],
    passwordIsWeak: false,
  },
};
