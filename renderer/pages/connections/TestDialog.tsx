import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { SavedConnection } from '../../../shared/contract';
import { DefaultButton, Dialog, PrimaryButton, Stack } from '../../kit/base';
import { focusFirstError } from '../../kit/shell';
import { TestResult } from './TestResult';
import { useConnectionTest } from './use-connection-test';

/** Asks the server of a saved connection at once. Closing it stops the test. */
export function TestDialog({ connection, onClose }: { connection: SavedConnection; onClose: () => void }) {
  const navigate = useNavigate();
  const { state, run, stop } = useConnectionTest();
  const { id, name, fields, acceptedRisks } = connection;
  const again = () => {
    if (fields) void run({ id, fields, acceptedRisks: acceptedRisks.map(({ risk }) => risk) });
  };
  const first = useRef(again);
  useEffect(() => first.current(), []);
  const isFailed = state.kind === 'answered' && state.outcome.kind === 'failed';
  // What was clicked is gone by then.
  useEffect(() => {
    if (isFailed) focusFirstError();
  }, [isFailed]);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`Test ${name}`}
      actions={
        <>
          {isFailed && (
            <DefaultButton label={`Change ${name}`} onClick={() => void navigate(`/connections/${id}`)} />
          )}
          {(isFailed || state.kind === 'stopped') && <DefaultButton label="Test again" onClick={again} />}
          <PrimaryButton label="Close" onClick={onClose} />
        </>
      }
    >
      <Stack gap={12}>
        <TestResult state={state} onStop={stop} onRetry={again} />
      </Stack>
    </Dialog>
  );
}
