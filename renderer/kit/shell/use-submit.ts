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

/** Frames within which what was refused is drawn: an answer that comes later than a click is drawn later than the next frame. */
const FRAMES = 6;

/**
 * After a refused form: to the first field that wants another look, once it is marked; where none is at fault, to the message
 * that says why, so that the keyboard is not left nowhere.
 */
export function focusFirstError(): void {
  const before = document.activeElement;
  const look = (frame: number) =>
    requestAnimationFrame(() => {
      const dialogs = document.querySelectorAll('[role="dialog"][aria-modal="true"]');
      const scope = [...dialogs].at(-1) ?? document;
      const field = scope.querySelector<HTMLElement>('[aria-invalid="true"]');
      if (field) return field.focus();
      if (frame < FRAMES) return look(frame + 1);
      // Who has gone on meanwhile is left there.
      const isLeft = [before, document.body].includes(document.activeElement);
      const messages = scope.querySelectorAll<HTMLElement>('[role="alert"][tabindex="-1"]');
      if (isLeft) [...messages].at(-1)?.focus();
    });
  look(1);
}
