import type { ClipboardEvent, ReactNode } from 'react';
import classes from './inputs.module.css';
import { TextField } from './PlainFields';

type Props = {
  hostLabel: string;
  portLabel: string;
  /** false: the port is found out by itself. */
  hasPort: boolean;
  value: { readonly host: string; readonly port: string };
  hostError?: string | undefined;
  portError?: string | undefined;
  onHost: (text: string) => void;
  onPort: (text: string) => void;
  onHostLeft?: () => void;
  onHostPaste?: (event: ClipboardEvent) => void;
  autoFocus?: boolean;
  /** At the end of the line: removes it. */
  beside?: ReactNode;
};

/** Name or address of a server, and its port beside it. */
export function HostPortFields(props: Props) {
  const {
    hostLabel,
    portLabel,
    hasPort,
    value,
    hostError,
    portError,
    onHost,
    onPort,
    onHostLeft,
    onHostPaste,
    autoFocus,
    beside,
  } = props;
  return (
    <div className={classes.hostLine}>
      <div className={classes.host} onPaste={onHostPaste}>
        <TextField
          {...{ label: hostLabel, value: value.host, error: hostError, autoFocus }}
          placeholder={hasPort ? 'server.clinic.example' : 'clinic.ab1cd.mongodb.net'}
          required
          onChange={onHost}
          onBlur={onHostLeft}
        />
      </div>
      {hasPort && (
        <div className={classes.port}>
          <TextField
            {...{ label: portLabel, value: value.port, error: portError }}
            placeholder="27017"
            onChange={onPort}
          />
        </div>
      )}
      {beside && <div className={classes.besideHost}>{beside}</div>}
    </div>
  );
}
