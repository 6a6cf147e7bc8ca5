import { IconCheck, IconPlayerPause } from '@tabler/icons-react';
import { entities, type EntityTable } from '../../../shared/entities';
import { Banner, DefaultButton, Facts, Failure, Progress, Row, Section, Stack } from '../../kit/base';
import { formatNumber } from '../../kit/format';
import { sentence } from '../../kit/table';
import type { Adoption } from './use-adoption';

const table: EntityTable = entities;

/** How far the adoption has come, and how it ended. */
export function AdoptionState({ state, onStop }: { state: Adoption; onStop: () => void }) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running': {
      const { step = 'Starting', done = 0, total = 0 } = state.progress ?? {};
      const isCounted = total > 0;
      return (
        <Section title="Adopting">
          <Stack gap={12}>
            <Progress
              label={step}
              value={isCounted ? done / total : 0}
              note={isCounted ? `${formatNumber(done)} of ${formatNumber(total)}` : ''}
            />
            <Row>
              <DefaultButton label="Stop" icon={IconPlayerPause} onClick={onStop} />
            </Row>
          </Stack>
        </Section>
      );
    }
    case 'stopped':
      return (
        <Banner tone="info" boxed>
          <strong>Stopped.</strong> What was done stays done. Choose Go on when it suits you.
        </Banner>
      );
    case 'failed':
      return <Failure error={state.error} inline />;
    case 'done':
      return <Result {...state.result} />;
  }
}

type ResultProps = Extract<Adoption, { kind: 'done' }>['result'];

function Result({ adopted, patientsMade, toReview, backupFolder }: ResultProps) {
  const counts = Object.entries(adopted).map(([name, count]) => ({
    label: sentence(table[name]?.label.many ?? name),
    value: formatNumber(count),
  }));
  return (
    <Section title="Adopted">
      <Stack gap={16}>
        <Banner tone="info" icon={IconCheck} boxed>
          <strong>The database is in the form of today.</strong> Nothing was lost; what could not be read is
          kept as it was.
        </Banner>
        <Facts
          labelWidth={180}
          items={[
            ...counts,
            { label: 'Patients made of users', value: patientsMade > 0 ? formatNumber(patientsMade) : null },
            { label: 'Waiting for a decision', value: toReview > 0 ? formatNumber(toReview) : 'nothing' },
            { label: 'Copy of before', value: backupFolder },
          ]}
        />
      </Stack>
    </Section>
  );
}
