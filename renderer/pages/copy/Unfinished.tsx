import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { CopyRun } from '../../../shared/contract';
import {
  Banner,
  ConfirmDialog,
  DangerButton,
  DefaultButton,
  PrimaryButton,
  Row,
  Section,
  Stack,
} from '../../kit/base';
import { useClient, useTimeZone } from '../../kit/data';
import { formatInstant } from '../../kit/format';
import { ComparisonTable } from './ComparisonTable';
import type { CopyStatus } from '../../kit/data';

type Props = {
  note: NonNullable<CopyStatus['note']>;
  run: CopyRun | undefined;
  /** Whether this computer knows the connection that the copy goes to. */
  isKnown: boolean;
  onGoOn: () => Promise<void>;
  onChanged: () => void;
};

/** A copy that was begun and is not whole: why it stands, and how it goes on or away. */
export function Unfinished({ note, run, isKnown, onGoOn, onChanged }: Props) {
  const client = useClient();
  const timeZone = useTimeZone();
  const [asked, setAsked] = useState<'remove' | 'leave' | null>(null);
  const [isStarting, setStarting] = useState(false);
  const { name } = note.to;
  const remove = async (leavesIt: boolean) => {
    await client.copies.remove({ leavesIt });
    onChanged();
  };
  return (
    <>
      <Section title={`An unfinished copy to ${name}`}>
        <Stack gap={12}>
          <Why run={run} />
          <span>{`Begun ${formatInstant(note.begunAt, timeZone)} by ${note.by}. It cannot be opened before it is whole.`}</span>
          {!isKnown && (
            <Banner tone="info" boxed>
              This computer does not know that connection. Go on where the copy was begun. Or choose a
              connection below that leads to the same database, and go on over that. Or give the copy up.
            </Banner>
          )}
          <Row>
            {isKnown && (
              <PrimaryButton
                label="Go on with the copy"
                loading={isStarting}
                onClick={() => {
                  setStarting(true);
                  void onGoOn().finally(() => setStarting(false));
                }}
              />
            )}
            {isKnown && (
              <DangerButton
                label="Delete what was copied…"
                icon={IconTrash}
                onClick={() => setAsked('remove')}
              />
            )}
            <DefaultButton label="Give the copy up…" onClick={() => setAsked('leave')} />
          </Row>
        </Stack>
      </Section>
      {run?.kind === 'different' && <ComparisonTable compared={run.compared} />}
      <ConfirmDialog
        opened={asked === 'remove'}
        onClose={() => setAsked(null)}
        title={`Delete what was copied to ${name}?`}
        confirmLabel="Delete it there"
        danger
        onConfirm={() => remove(false)}
      >
        What was copied there so far is deleted; the server can take another copy then. The clinic here stays
        as it is.
      </ConfirmDialog>
      <ConfirmDialog
        opened={asked === 'leave'}
        onClose={() => setAsked(null)}
        title={`Give up the copy to ${name}?`}
        confirmLabel="Give it up"
        danger
        onConfirm={() => remove(true)}
      >
        For a server that is no more or cannot be reached. What was copied stays there, and nothing can open
        it or go on with it. The clinic here stays as it is.
      </ConfirmDialog>
    </>
  );
}

function Why({ run }: { run: CopyRun | undefined }) {
  switch (run?.kind) {
    case 'failed':
      return (
        <Banner tone="danger" boxed>
          <strong>{run.message}</strong> {run.remedy}
        </Banner>
      );
    case 'different':
      return (
        <Banner tone="danger" boxed>
          <strong>Both sides are not equal, so the copy is not finished.</strong> People can save again.
          Somebody may be writing over there; going on compares anew and mends what differs.
        </Banner>
      );
    case 'stopped':
      return (
        <Banner tone="info" boxed>
          <strong>Stopped.</strong> What was copied stays there; going on continues where it stood.
        </Banner>
      );
    default:
      return (
        <Banner tone="info" boxed>
          Going on continues where it stood, with everything that changed here meanwhile.
        </Banner>
      );
  }
}
