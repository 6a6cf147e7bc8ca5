import { useEffect, useRef } from 'react';
import { notify } from '../base/notify';
import type { useEntityForm } from './use-entity-form';
import { isBlank, isSame, type Values } from './values';

/**
 * Fills fields of a form that are still empty, from something that is named: `fill({ notes: '…' }, 'Cough and cold')`.
 * What is typed is never touched.
 */
export type FillEmpty = (given: Values, from: string) => void;

/**
 * Says what was filled and offers to undo it, which empties those of the fields again that were left as they were filled:
 * what was typed into one since is kept.
 */
export function useFillEmpty(
  form: Pick<ReturnType<typeof useEntityForm>, 'state' | 'set'>,
  writable: readonly string[],
): FillEmpty {
  const values = useRef(form.state.values);
  useEffect(() => {
    values.current = form.state.values;
  });
  return (given, from) => {
    const filled = Object.entries(given).filter(
      ([name, value]) => writable.includes(name) && !isBlank(value) && isBlank(values.current[name]),
    );
    if (filled.length === 0) {
      notify.done(`Nothing to fill from “${from}”: those fields hold something already`);
      return;
    }
    for (const [name, value] of filled) form.set(name, value);
    notify.done(`Filled from “${from}”`, () => {
      for (const [name, value] of filled) if (isSame(values.current[name], value)) form.set(name, undefined);
    });
  };
}
