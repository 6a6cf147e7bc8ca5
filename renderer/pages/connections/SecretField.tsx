import { DefaultButton, QuietButton, Row, Secondary, Stack, Warn } from '../../kit/base';
import { useSecretsStatus, useSession } from '../../kit/data';
import { PasswordField } from '../../kit/inputs';
import { anyStore, storeGone } from './connection-words';
import { nothingTyped, type SecretChoice } from './secret-choice';

type Props = {
  label: string;
  help?: string;
  /** What became of it, or that it is missing. */
  hint?: string | undefined;
  value: SecretChoice;
  error: string | undefined;
  /** One is kept on this computer for this connection. */
  hasKept: boolean;
  /** The kept one may be used: the connection still leads where it was given for. */
  mayKeep: boolean;
  onChange: (value: SecretChoice) => void;
};

/** A password that goes in and never comes out: the kept one is named, not shown. */
export function SecretField({ label, help, hint, value, error, hasKept, mayKeep, onChange }: Props) {
  const { secrets = anyStore } = useSession();
  const { data: status } = useSecretsStatus();
  const isGone = status?.place === 'nowhere';
  const name = label.toLowerCase();
  if (hasKept && mayKeep && value.kind !== 'typed') {
    const isKept = value.kind === 'kept';
    return (
      <Stack gap={4}>
        <Secondary>
          {!isKept
            ? `The ${name} is removed from ${isGone ? anyStore : secrets} when you save.`
            : isGone
              ? `The ${name} was kept in ${storeGone}. Without it, the ${name} has to be typed again.`
              : `The ${name} is kept in ${secrets} and not shown.`}
        </Secondary>
        <Row gap={8}>
          <DefaultButton
            label="Replace"
            ariaLabel={`Replace the ${name}`}
            size="small"
            onClick={() => onChange(nothingTyped)}
          />
          {isKept ? (
            <QuietButton
              label="Remove"
              ariaLabel={`Remove the ${name}`}
              size="small"
              onClick={() => onChange({ kind: 'none' })}
            />
          ) : (
            <QuietButton
              label="Keep it"
              ariaLabel={`Keep it: the ${name}`}
              size="small"
              onClick={() => onChange({ kind: 'kept' })}
            />
          )}
        </Row>
      </Stack>
    );
  }
  const moved = hasKept && !mayKeep;
  return (
    <Stack gap={4}>
      <PasswordField
        label={label}
        help={
          moved ? `The one that is kept was given for another server, user or trust. Type it again.` : help
        }
        autoComplete="new-password"
        value={value.kind === 'typed' ? value.text : ''}
        error={error}
        onChange={(text) => onChange({ kind: 'typed', text })}
      />
      {hint !== undefined && error === undefined && (
        <span role="status">
          <Warn>{hint}</Warn>
        </span>
      )}
      {hasKept && mayKeep && (
        <Row>
          <QuietButton
            label={`Keep the ${name} of before`}
            size="small"
            onClick={() => onChange({ kind: 'kept' })}
          />
        </Row>
      )}
    </Stack>
  );
}
