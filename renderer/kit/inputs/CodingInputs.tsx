import { type FocusEvent, useRef, useState } from 'react';
import { type CodeSystem, choice, codeSystemOf, codeSystems, type Field, text } from '../../../shared/schema';
import { hasDuty } from '../../../shared/rules/permissions';
import { isLicensed } from '../../../shared/rules/licensed-codes';
import { usePerson } from '../data/clinic-context';
import { useIsEditionHere } from '../data/code-editions';
import { useTypedCode } from '../data/code-search';
import { isBlank } from '../form/values';
import { CodeNote } from './CodeNote';
import { CodeNameInput } from './CodeNameInput';
import { EntriesInput, GroupInput, isLeft } from './GroupInputs';
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
 * code can always be typed by hand. A code that the edition here does not have is told and kept: older ones exist. So is
 * a name that is not the official one: clinics have words of their own.
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
  const [isAtCode, setIsAtCode] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  const code = typeof parts.code === 'string' ? parts.code : '';
  const typedCode = useTypedCode(known, code, { isWanted: isFound, isTyping: isAtCode });
  const { found } = typedCode;
  const byHand = useHandTypedCode({ parts, system, found, isTyping: isAtCode, onParts: change });
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
  /** Half a code is no mistake before all of it is left: name, code and system are one. */
  const leave = (event: FocusEvent<HTMLElement>) => {
    if (isLeft(event)) onBlur?.();
  };
  const takeName = () => {
    change({ code: found?.code, display: found?.display });
    // The button goes with what it mends: the cursor is where the name now is.
    row.current?.querySelector('input')?.focus();
  };
  return (
    <div className={classes.coding} ref={row} onBlur={leave}>
      <div className={classes.codingName}>
        {isFound ? (
          <CodeNameInput
            {...input('display')}
            system={known}
            code={parts.code}
            isCodeOwn={byHand.isOwn}
            onCoding={(changed) => {
              byHand.named('system' in changed ? undefined : changed.display);
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
      <CodeNote code={code} name={parts.display} typed={typedCode} onTake={disabled ? undefined : takeName} />
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
