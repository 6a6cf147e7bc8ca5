import { IconPlayerPause } from '@tabler/icons-react';
import { useState } from 'react';
import type { CopyRun } from '../../../shared/contract';
import { Banner, DefaultButton, Progress, Row, Section, Stack, Tag } from '../../kit/base';
import { formatNumber } from '../../kit/format';
import { PlainTable } from '../../kit/record';
import { collectionWords, progressWords, stageWords, stateWords } from './copy-words';

type Running = Extract<CopyRun, { kind: 'running' }>;
type Props = { run: Running; onStop: () => Promise<void> };

/** How far the copy has come, as a whole and kind by kind. */
export function CopyProgress({ run, onStop }: Props) {
  const { to, stage, collections, done, all, isInterrupted, isTargetAway } = run;
  // The run says so with its next answer only.
  const [isAsked, setAsked] = useState(false);
  const isStopping = run.isStopping || isAsked;
  const isPaused = stage === 'pausing' || stage === 'comparing' || stage === 'finishing';
  return (
    <>
      <Section title={`Copying to ${to}`}>
        <Stack gap={12}>
          <Progress
            label={isStopping ? 'Stopping' : stageWords[stage]}
            value={all.bytes > 0 ? done.bytes / all.bytes : 0}
            note={all.documents > 0 ? progressWords(run) : ''}
          />
          {isTargetAway && (
            <Banner tone="warn" boxed>
              <strong>{`${to} does not answer.`}</strong>{' '}
              {isPaused
                ? 'The copy waits for it a moment. Should it stay away, the copy stops, people can save again, and it can go on later.'
                : 'The copy waits for it and tries again by itself. Should it stay away, the copy stops and can go on later where it stood.'}
            </Banner>
          )}
          {isInterrupted && !isTargetAway && (
            <Banner tone="warn" boxed>
              <strong>The connection was lost.</strong> The copy goes on by itself when it is back.
            </Banner>
          )}
          <Banner tone="info" boxed>
            {isPaused
              ? 'Nobody can save now, on any computer, until both sides are compared. Everything can be read.'
              : 'People can go on working. At the end saving pauses for everybody while both sides are compared.'}
          </Banner>
          <Row>
            <DefaultButton
              label="Stop"
              icon={IconPlayerPause}
              disabledReason={isStopping ? 'It stops once what is under way is written' : undefined}
              onClick={() => {
                setAsked(true);
                void onStop().finally(() => setAsked(false));
              }}
            />
          </Row>
        </Stack>
      </Section>
      {collections.length > 0 && (
        <Section title="Kind by kind">
          <PlainTable
            label="How far each kind of record is copied"
            rows={collections}
            keyOf={({ name }) => name}
            columns={[
              { label: 'Kind', cell: ({ name }) => collectionWords(name) },
              { label: 'Documents', cell: (each) => formatNumber(each.done.documents), isNumber: true },
              { label: 'Of', cell: (each) => formatNumber(each.all.documents), isNumber: true },
              {
                label: 'State',
                cell: ({ state }) => (
                  <Tag tone={state === 'equal' ? 'ok' : state === 'different' ? 'danger' : 'plain'}>
                    {stateWords[state]}
                  </Tag>
                ),
              },
            ]}
          />
        </Section>
      )}
    </>
  );
}
