import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CopyRun } from '../../../shared/contract';
import {
  Banner,
  ConfirmDialog,
  DefaultButton,
  notify,
  Paragraph,
  PrimaryButton,
  Row,
  Section,
  Stack,
} from '../../kit/base';
import { type CopyStatus, useClient } from '../../kit/data';
import { ComparisonTable } from './ComparisonTable';
import { StayDialog } from './StayDialog';

type Props = {
  note: NonNullable<CopyStatus['note']>;
  run: CopyRun | undefined;
  isKnown: boolean;
  onChanged: () => void;
};

/** The copy is whole: it is opened now, or the old database takes changes again. */
export function Moved({ note, run, isKnown, onChanged }: Props) {
  const client = useClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'use' | 'stay' | null>(null);
  const { id, name } = note.to;
  const use = async () => {
    const outcome = await client.connections.use({ id });
    if (outcome.kind === 'failed') {
      notify.trouble(`${name} was not opened. ${outcome.message} ${outcome.remedy}`, { lasts: true });
      return;
    }
    notify.done(`${name} is open`);
    await navigate('/');
  };
  return (
    <>
      <Section title={`The clinic is at ${name}`}>
        <Stack gap={12}>
          <Banner tone="info" icon={IconCheck} boxed>
            <strong>The copy is whole.</strong> Nothing can be saved in the old database any more, from any
            computer, so that nothing is saved in the wrong place.
          </Banner>
          <Paragraph>
            {isKnown
              ? `Open ${name} on this computer, and on every other one: they each need the connection too.`
              : `This computer does not know the connection to ${name}. Add it, and open it.`}
          </Paragraph>
          <Row>
            {isKnown ? (
              <PrimaryButton label={`Open ${name}…`} onClick={() => setAsked('use')} />
            ) : (
              <PrimaryButton label="Add a connection" onClick={() => void navigate('/connections/new')} />
            )}
            <DefaultButton label="Work here again…" onClick={() => setAsked('stay')} />
          </Row>
        </Stack>
      </Section>
      {run?.kind === 'whole' && run.compared.length > 0 && <ComparisonTable compared={run.compared} />}
      <ConfirmDialog
        opened={asked === 'use'}
        onClose={() => setAsked(null)}
        title={`Open ${name} now?`}
        confirmLabel={`Open ${name}`}
        keepLabel="Not yet"
        onConfirm={use}
      >
        Everybody on this computer is signed out and signs in again with the same name and password. Save what
        is being typed elsewhere first: it cannot be saved here.
      </ConfirmDialog>
      {asked === 'stay' && <StayDialog note={note} onClose={() => setAsked(null)} onChanged={onChanged} />}
    </>
  );
}
