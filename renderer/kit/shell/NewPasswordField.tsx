import { type KeyboardEvent, useState } from 'react';
import { minimumPassphraseLength } from '../../../shared/rules/passphrases';
import { minimumPasswordLength, suggestedPasswordLength } from '../../../shared/rules/passwords';
import { PasswordField, type TextFieldProps } from '../inputs';
import styles from './new-password-field.module.css';
import { passphraseStrengthOf, type Strength, strengthOf } from './password-strength';

/** Whether Caps Lock is on, as far as the last key told. */
function useCapsLock(): [boolean, (event: KeyboardEvent) => void] {
  const [isOn, setOn] = useState(false);
  return [isOn, (event) => setOn(event.getModifierState('CapsLock'))];
}

/** A password that exists already; says when Caps Lock is on. */
export function CurrentPasswordField({ help, ...rest }: TextFieldProps) {
  const [capsLock, watch] = useCapsLock();
  return <PasswordField {...rest} help={capsLock ? 'Caps Lock is on.' : help} onKeyDown={watch} />;
}

type Props = Omit<TextFieldProps, 'help' | 'autoComplete' | 'onKeyDown'> & {
  /** Words it must not consist of: user name, email, name. */
  about?: readonly (string | undefined)[];
};

/** A password being chosen: the rule, and how strong it is, as it is typed. */
export function NewPasswordField({ about = [], ...rest }: Props) {
  const rule = `At least ${minimumPasswordLength} characters; ${suggestedPasswordLength} or more is safer.`;
  return <WithStrength {...rest} rule={rule} strength={strengthOf(rest.value, about)} />;
}

/** The passphrase of a vault being chosen. */
export function NewPassphraseField(props: Omit<Props, 'about'>) {
  const rule = `At least ${minimumPassphraseLength} characters: four or five words that do not belong together are easy to keep in mind.`;
  return <WithStrength {...props} rule={rule} strength={passphraseStrengthOf(props.value)} />;
}

function WithStrength({
  rule,
  strength,
  ...rest
}: Omit<Props, 'about'> & { rule: string; strength: Strength }) {
  return (
    <div>
      <CurrentPasswordField {...rest} autoComplete="new-password" help={rule} />
      {rest.value !== '' && (
        <div className={styles.strength} data-level={strength.level}>
          <span className={styles.bars} aria-hidden>
            <span />
            <span />
            <span />
          </span>
          <span role="status">{strength.word}</span>
        </div>
      )}
    </div>
  );
}
