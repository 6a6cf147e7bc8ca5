/** Who calls, in every suite. */
export const signIn = { username: 'ada', password: 'lavender kites at noon' } as const;
