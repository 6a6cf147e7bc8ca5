import { useCallback, useState } from 'react';
import { codeOf } from '../base';

export type FieldErrors = Readonly<Record<string, string>>;

/** The issues of an INVALID or duplicate answer by the last name of their path: `{ username: 'Taken' }`. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  const data = error instanceof Error && 'data' in error ? error.data : undefined;
  const issues = data && typeof data === 'object' && 'issues' in data ? data.issues : undefined;
  if (!Array.isArray(issues)) return {};
  const entries = issues.flatMap((issue: { path?: unknown; message?: unknown }) => {
    const path = Array.isArray(issue.path) ? issue.path : [];
    const name = path.findLast((part) => typeof part === 'string');
    return typeof name === 'string' && typeof issue.message === 'string'
      ? [[name, issue.message] as const]
      : [];
  });
  return Object.fromEntries(entries.reverse());
}

export type Submit = {
  isBusy: boolean;
  /** Why the last try failed, where it is not at a field. */
  failure: unknown;
  /** What is wrong at which field, by the core. */
  fieldErrors: FieldErrors;
  /** True when it worked. */
  run: (action: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
};

/** One small form that is sent: busy, failed, wrong at a field. */
export function useSubmit(): Submit {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = useCallback(async (action: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await action();
      return true;
    } catch (failed) {
      setError(failed);
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setError(null), []);
  const fieldErrors = fieldErrorsOf(error);
  const isAtFields = ['INVALID', 'CONFLICT'].includes(codeOf(error)) && Object.keys(fieldErrors).length > 0;
  return { isBusy, failure: isAtFields ? null : error, fieldErrors, run, clear };
}

/** After a refused form: to the first field that wants another look, once it is marked. */
export function focusFirstError(): void {
  const page = document;
  requestAnimationFrame(() => page.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
