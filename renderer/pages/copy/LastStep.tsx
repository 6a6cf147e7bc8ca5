import { useState } from 'react';
import type { CopyRun } from '../../../shared/contract';
import { Banner, DefaultButton, PrimaryButton, Row, Section, Stack } from '../../kit/base';
import type { CopyStatus } from '../../kit/data';
import { StayDialog } from './StayDialog';

type Props = {
  note: NonNullable<CopyStatus['note']>;
  run: CopyRun | undefined;
  isKnown: boolean;
  onGoOn: () => Promise<void>;
  onChanged: () => void;
};

/** The copy is whole, but the last step over there broke off: until it is done nobody can open the copy. */
export function LastStep({ note, run, isKnown, onGoOn, onChanged }: Props) {
  const [isStarting, setStarting] = useState(false);
  const [asksToStay, setAsksToStay] = useState(false);
  const { name } = note.to;
  const finish = async () => {
    setStarting(true);
    await onGoOn().finally(() => setStarting(false));
  };
  return (
    <>
      <Section title={`One step is left at ${name}`}>
        <Stack gap={12}>
          <Banner tone="warn" boxed>
            <strong>The copy is whole, and one step is left.</strong>{' '}
            {run?.kind === 'failed'
              ? `${run.message} ${run.remedy}`
              : 'It broke off before that. Until it is done nobody can open the copy, and nothing can be saved here.'}
          </Banner>
          {!isKnown && (
            <Banner tone="info" boxed>
              This computer does not know that connection. Finish the copy where it was begun, or choose a
              connection below that leads to the same database.
            </Banner>
          )}
          <Row>
            {isKnown && (
              <PrimaryButton label="Finish the copy" loading={isStarting} onClick={() => void finish()} />
            )}
            <DefaultButton label="Work here again…" onClick={() => setAsksToStay(true)} />
          </Row>
        </Stack>
      </Section>
      {asksToStay && <StayDialog note={note} onClose={() => setAsksToStay(false)} onChanged={onChanged} />}
    </>
  );
}
