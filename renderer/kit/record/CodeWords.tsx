import { useMemo } from 'react';
import type { Coding } from '../../../shared/schema';
import { Tag } from '../base';
import { useMissingCodes } from '../data/missing-codes';

/** A code of a record as it is read: name and code, and that the edition here does not have it. */
export function CodeWords({ coding }: { coding: Coding }) {
  const { code, display } = coding;
  const editionWithout = useMissingCodes(useMemo(() => [coding], [coding]))(coding);
  return (
    <>
      {`${display} (${code})`}
      {editionWithout && (
        <>
          {' '}
          <Tag tone="warn">{`${code} is not in ${editionWithout}`}</Tag>
        </>
      )}
    </>
  );
}
