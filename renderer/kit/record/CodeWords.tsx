import { hasDuty } from '../../../shared/rules/permissions';
import { type Coding, codeSystemOf } from '../../../shared/schema';
import { Tag } from '../base';
import { usePerson } from '../data';
import { useEditionWithout } from '../data/code-search';

/** A code of a record as it is read: name and code, and that the edition here does not have it. */
export function CodeWords({ coding }: { coding: Coding }) {
  const { system, code, display } = coding;
  const person = usePerson();
  const known = codeSystemOf(system);
  const isBuiltIn = known?.isBuiltIn === true;
  const editionWithout = useEditionWithout(known, code, isBuiltIn && hasDuty(person, 'lookUpCodes'));
  return (
    <>
      {`${display} (${code})`}
      {editionWithout && (
        <>
          {' '}
          <Tag tone="warn">not in {editionWithout}</Tag>
        </>
      )}
    </>
  );
}
