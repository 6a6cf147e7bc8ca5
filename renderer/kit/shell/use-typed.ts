import { useState } from 'react';
import { type FieldErrors, focusFirstError, type Submit } from './use-submit';

/**
 * What is typed into a small form that is kept nowhere (passwords), and what is wrong at which field: by `problemsOf` before
 * it is sent, by the core after that.
 */
export function useTyped<Typed extends Readonly<Record<string, string>>>(
  nothingTyped: Typed,
  problemsOf: (typed: Typed) => FieldErrors,
  { fieldErrors, clear }: Pick<Submit, 'fieldErrors' | 'clear'>,
) {
  const [typed, setTyped] = useState(nothingTyped);
  const [problems, setProblems] = useState<FieldErrors>({});
  const errors: FieldErrors = { ...fieldErrors, ...problems };
  return {
    typed,
    field: (name: keyof Typed & string) => ({
      name,
      value: typed[name],
      error: errors[name],
      required: true,
      onChange: (text: string) => {
        setTyped({ ...typed, [name]: text });
        setProblems({});
        clear();
      },
    }),
    /** False when something has to be typed differently: it is marked then. */
    isSound(): boolean {
      const found = problemsOf(typed);
      setProblems(found);
      const isSound = Object.keys(found).length === 0;
      if (!isSound) focusFirstError();
      return isSound;
    },
    forget: () => setTyped(nothingTyped),
  };
}
