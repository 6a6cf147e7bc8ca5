import { IconAlertTriangle } from '@tabler/icons-react';
import { type FocusEvent, useState } from 'react';
import { type CodeSystem, choice, codeSystemOf, codeSystems, type Field, text } from '../../../shared/schema';
import { hasDuty } from '../../../shared/rules/permissions';
import { isLicensed } from '../../../shared/rules/licensed-codes';
import { Icon } from '../base/Icon';
import { usePerson } from '../data/clinic-context';
import { useIsEditionHere } from '../data/code-editions';
import { useEditionWithoutTyped } from '../data/code-search';
import { isBlank } from '../form/values';
import { CodeNameInput } from './CodeNameInput';
import { EntriesInput, GroupInput } from './GroupInputs';
import type { NestingInputProps, PartsInputProps } from './input-props';
import classes from './inputs.module.css';
import type { Parts } from './parts';
import { useHandTypedCode } from './use-hand-typed-code';

const offered = (Object.values(codeSystems) as readonly CodeSystem[])
  .filter(({ use }) => use === 'record')
  .map(({ uri, label }) => ({ value: uri, label }));

const codingFields = ({ level, codeSystem }: Field) =>
  ({
    display: text({ label: 'Name', level, max: 300, required: true }),
    code: text({ label: 'Code', level, max: 80, required: true }),
    system: { ...choice({ label: 'Code system', level, of: offered, required: true }), codeSystem },
  }) satisfies Readonly<Record<string, Field>>;

/**
 * Name, code and system of one code. Where the codes of the system are at hand, typing a name finds them; a name and a
 * code can always be typed by hand. A code that the edition here does not have is told and kept: older ones exist.
 */
function CodingParts(props: PartsInputProps) {
  const { name, fields, parts, errors, onParts, hideLabels, PartInput, disabled, names, onBlur } = props;
  const person = usePerson();
  const usual = fields.system?.codeSystem;
  const system = isBlank(parts) ? usual : parts.system;
  const known = codeSystemOf(system);
  const mayBeHere = known !== undefined && isLicensed(known.uri) && hasDuty(person, 'lookUpCodes');
  const isHere = useIsEditionHere(known?.uri, mayBeHere) && mayBeHere;
  const isFound = (known?.isBuiltIn === true || isHere) && hasDuty(person, 'lookUpCodes');
  const change = (changed: Parts) => {
    const next: Parts = { ...parts, system, ...changed };
    // The usual system alone is no code yet: an optional field stays empty.
    const isNothing =
      isBlank(next.display) && isBlank(next.code) && (isBlank(next.system) || next.system === usual);
    onParts(isNothing ? undefined : filled(next));
  };
  const byHand = useHandTypedCode({ parts, system, isFound, onParts: change });
  const [isAtCode, setIsAtCode] = useState(false);
  const code = typeof parts.code === 'string' ? parts.code : '';
  const editionWithout = useEditionWithoutTyped(known, code, { isWanted: isFound, isTyping: isAtCode });
  const typed = (part: 'display' | 'code' | 'system', value: unknown) =>
    change(part === 'display' ? { display: value } : byHand.changed({ [part]: value }));
  const input = (part: 'display' | 'code' | 'system') => ({
    name: `${name}.${part}`,
    field: fields[part] as Field,
    value: part === 'system' ? system : parts[part],
    error: errors[part],
    hideLabel: hideLabels,
    onChange: (value: unknown) => typed(part, value),
    ...{ disabled, names },
    onBlur: byHand.end,
  });
  /** Half a code is no mistake before all of its row is left: name, code and system are one. */
  const leave = ({ currentTarget: row, relatedTarget }: FocusEvent<HTMLElement>) => {
    // Where the window is left, nothing else has the focus: it comes back to where it was.
    if (!row.contains(relatedTarget ?? document.activeElement)) onBlur?.();
  };
  return (
    <div className={classes.coding} onBlur={leave}>
      <div className={classes.codingName}>
        {isFound ? (
          <CodeNameInput
            {...input('display')}
            system={known}
            code={parts.code}
            isCodeOwn={byHand.isOwn}
            onCoding={(changed) => {
              byHand.named();
              change(changed);
            }}
          />
        ) : (
          <PartInput {...input('display')} />
        )}
      </div>
      <div className={classes.codingCode} onFocus={() => setIsAtCode(true)} onBlur={() => setIsAtCode(false)}>
        <PartInput {...input('code')} />
      </div>
      <div className={classes.codingSystem}>
        <PartInput {...input('system')} />
      </div>
      {editionWithout && (
        <div className={classes.codingNote} role="status">
          <Icon icon={IconAlertTriangle} size={14} /> {code} is not in {editionWithout}. It is kept as it is
          typed.
        </div>
      )}
    </div>
  );
}

const filled = (parts: Parts): Parts =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => !isBlank(part)));

const withCodingFields = (props: NestingInputProps): NestingInputProps => ({
  ...props,
  field: { ...props.field, fields: codingFields(props.field) },
});

/** A code with its name and the system that defines it. */
export const CodingInput = (props: NestingInputProps) => (
  <GroupInput {...withCodingFields(props)} PartsInput={CodingParts} />
);

/** Several codes, one a row. A new row is of the system of the row before, where the field has no usual one. */
export const CodingsInput = (props: NestingInputProps) => (
  <EntriesInput
    {...withCodingFields(props)}
    PartsInput={CodingParts}
    newRow={(last) => (props.field.codeSystem || isBlank(last?.system) ? {} : { system: last?.system })}
  />
);
