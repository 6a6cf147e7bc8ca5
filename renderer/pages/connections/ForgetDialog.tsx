import { useState } from 'react';
import type { SavedConnection } from '../../../shared/contract';
import { heldCopy } from '../../../shared/rules/connections/copy-history';
import { sameDatabases } from '../../../shared/rules/connections/same-place';
import { howToDelete, unfinishedCopy } from '../../../shared/rules/connections/unfinished-copy';
import { listed } from '../../../shared/rules/counted';
import { Banner, ConfirmDialog, notify, Paragraph, Stack } from '../../kit/base';
import { type KnownConnections, useClient, useTimeZone } from '../../kit/data';
import { formatInstant } from '../../kit/format';
import { TextField } from '../../kit/inputs';
import { isMissed } from './copied-words';

type Props = {
  connection: SavedConnection;
  known: KnownConnections;
  onClose: () => void;
  onForgotten: () => void;
};

/** Asks before a connection is forgotten; its name is typed for one that people would miss. */
export function ForgetDialog({ connection, known, onClose, onForgotten }: Props) {
  const client = useClient();
  const timeZone = useTimeZone();
  const [typed, setTyped] = useState('');
  const { id, name, hasPassword, lastOpened } = connection;
  const mustType = isMissed(connection, known);
  const held = heldCopy(connection, known.connections);
  const unfinishedOf = unfinishedCopy(connection, known.connections)?.source;
  const forget = async () => {
    await client.connections.forget({ id });
    notify.done(`${name} forgotten`);
    onForgotten();
  };
  const movedTo = connection.copiedTo?.isWhole ? connection.copiedTo : undefined;
  const returned = connection.returnedFrom ?? [];
  const lost = `its address${hasPassword ? ' and its password' : ''}`;
  const others = sameDatabases(connection, known.connections).map((each) => each.name);
  const reach =
    others.length > 0
      ? `${listed(others)} ${others.length === 1 ? 'leads' : 'lead'} to the same database, and still ${others.length === 1 ? 'reaches' : 'reach'} it.`
      : 'Without this connection nobody at this computer can reach it.';
  const next =
    others.length === 0 ? 'To open it here again, add the connection again.' : mustType ? '' : reach;
  const isTyped = typed.trim().toLocaleLowerCase() === name.toLocaleLowerCase();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Forget ${name}?`}
      confirmLabel="Forget"
      danger
      notYet={mustType && !isTyped ? 'Type the name of the connection first' : undefined}
      onConfirm={forget}
    >
      <Stack gap={12}>
        {mustType && (
          <Banner tone="danger" boxed>
            {unfinishedOf ? (
              <>
                <strong>{`An unfinished copy of ${unfinishedOf.name} lies there.`}</strong>{' '}
                {`Forgetting does not delete it. Whoever adds a connection to that database again can go on with it. To delete it first, ${howToDelete(unfinishedOf, known.open)}`}
              </>
            ) : held?.backAt ? (
              <>
                <strong>{`A copy of ${held.source.name} lies there, and people work in ${held.source.name} again.`}</strong>{' '}
                {`It was copied on ${formatInstant(held.at, timeZone)}, and they went back on ${formatInstant(held.backAt, timeZone)}. What was saved in ${name} since it was copied, if anything, is only there. ${reach}`}
              </>
            ) : held?.isWhole ? (
              <>
                <strong>{`The clinic moved to ${name}.`}</strong>{' '}
                {`What was saved there since ${formatInstant(held.at, timeZone)} is only there. ${reach}`}
              </>
            ) : movedTo ? (
              <>
                <strong>{`The clinic moved from ${name} to ${movedTo.name}.`}</strong>{' '}
                {`What was saved in ${name} since ${formatInstant(movedTo.at, timeZone)}, if anything, is only there. ${reach}`}
              </>
            ) : returned.length > 0 ? (
              <>
                <strong>{`People work in ${name} again, after it was copied to ${listed(returned.map((back) => back.name))}.`}</strong>{' '}
                {`What was saved in ${name} since is only there. ${reach}`}
              </>
            ) : (
              <>
                <strong>{`People worked in ${name}`}</strong>
                {lastOpened && ` (last opened ${formatInstant(lastOpened, timeZone)}). ${reach}`}
              </>
            )}
          </Banner>
        )}
        <Paragraph>
          {`The records stay on that server, all of them, and other computers go on with it. Only this computer forgets ${lost}. ${next}`}
        </Paragraph>
        {mustType && (
          <TextField
            label={`Type "${name}" to forget it`}
            help={`Have ${lost} written down before.`}
            value={typed}
            onChange={setTyped}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
