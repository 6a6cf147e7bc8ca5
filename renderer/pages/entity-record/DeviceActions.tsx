import { IconKey, IconKeyOff } from '@tabler/icons-react';
import { useState } from 'react';
import { entities, type RecordNamed } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { ConfirmDialog, DefaultButton, notify } from '../../kit/base';
import { useClient, usePerson, useRefresher } from '../../kit/data';
import { TokenDialog } from './TokenDialog';

type Device = RecordNamed<'devices'>;

/** Gives a device the token with which it sends readings, and takes it away. */
export function DeviceActions({ device }: { device: Device }) {
  const person = usePerson();
  const client = useClient();
  const refresher = useRefresher();
  const [asking, setAsking] = useState<'issue' | 'revoke'>();
  const [token, setToken] = useState<string>();
  if (!may(person, 'update', entities.devices) || device.deletedAt) return null;
  const hasToken = device.tokenIssuedAt !== undefined;
  const follow = () => refresher.changed({ entity: 'devices', id: device.id });
  const issue = async () => {
    const answer = await client.gateway.issueToken({ id: device.id });
    follow();
    setToken(answer.token);
  };
  const revoke = async () => {
    await client.gateway.revokeToken({ id: device.id });
    follow();
    notify.done('Token revoked');
  };
  const issueFirst = async () => {
    try {
      await issue();
    } catch (error) {
      notify.failed(error);
    }
  };
  return (
    <>
      {hasToken && (
        <DefaultButton label="Revoke token" icon={IconKeyOff} onClick={() => setAsking('revoke')} />
      )}
      <DefaultButton
        label={hasToken ? 'Issue a new token' : 'Issue token'}
        icon={IconKey}
        onClick={() => (hasToken ? setAsking('issue') : void issueFirst())}
      />
      <ConfirmDialog
        opened={asking === 'issue'}
        onClose={() => setAsking(undefined)}
        title={`Issue a new token for ${device.name ?? 'this device'}?`}
        confirmLabel="Issue a new token"
        keepLabel="Keep the old one"
        onConfirm={issue}
      >
        The token it has now stops working at once.
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'revoke'}
        onClose={() => setAsking(undefined)}
        title={`Revoke the token of ${device.name ?? 'this device'}?`}
        confirmLabel="Revoke token"
        keepLabel="Keep it"
        danger
        onConfirm={revoke}
      >
        Nothing more is taken from this device until it has a new token.
      </ConfirmDialog>
      {token !== undefined && (
        <TokenDialog token={token} isForMany={!device.patient} onClose={() => setToken(undefined)} />
      )}
    </>
  );
}
