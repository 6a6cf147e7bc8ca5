import {
  IconAlertTriangle,
  IconDatabaseExclamation,
  IconLock,
  IconPlugConnectedX,
  IconSearchOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ErrorCode } from '../../../shared/contract';
import { Banner } from './Banner';
import { DefaultButton } from './Button';
import { Empty } from './Empty';
import { errorWords } from './error-words';
import type { IconLike } from './Icon';

const icons: Readonly<Record<ErrorCode, IconLike>> = {
  INVALID: IconAlertTriangle,
  UNAUTHENTICATED: IconLock,
  FORBIDDEN: IconLock,
  NOT_FOUND: IconSearchOff,
  CONFLICT: IconAlertTriangle,
  UNAVAILABLE: IconPlugConnectedX,
  NEEDS_REPLICA_SET: IconDatabaseExclamation,
  INTERNAL: IconAlertTriangle,
};

export type FailureProps = {
  error: unknown;
  /** Offered where trying again can help. */
  onRetry?: () => void;
  /** One strip inside a form or panel, instead of a whole screen. */
  inline?: boolean;
  /** Further ways out: a link to the list. */
  actions?: ReactNode;
};

/** Any error of the contract: what happened, what it means, what to do. Announced at once to screen readers. */
export function Failure({ error, onRetry, inline, actions }: FailureProps) {
  const { code, title, text, reference } = errorWords(error);
  const retry = onRetry && !['FORBIDDEN', 'NEEDS_REPLICA_SET'].includes(code) && (
    <DefaultButton label="Try again" size={inline ? 'small' : 'normal'} onClick={onRetry} />
  );
  const withReference = reference ? `${text} Reference number ${reference}.` : text;
  if (inline) {
    const tone = code === 'UNAVAILABLE' ? 'warn' : 'danger';
    return (
      <Banner tone={tone} icon={icons[code]} action={retry} boxed>
        <strong>{title}.</strong> {withReference}
      </Banner>
    );
  }
  const buttons = retry || actions ? [retry, actions] : undefined;
  return (
    <div role="alert" style={{ display: 'contents' }}>
      <Empty
        icon={icons[code]}
        title={title}
        text={withReference}
        actions={
          buttons && (
            <>
              {actions}
              {retry}
            </>
          )
        }
      />
    </div>
  );
}
