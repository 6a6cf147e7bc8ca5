import { IconCheck, IconPlayerPause } from '@tabler/icons-react';
import { errors } from '../../../shared/contract/errors';
import { Banner, DefaultButton, errorWords, Failure, Progress, Row, Section, Stack } from '../../kit/base';
import { formatNumber } from '../../kit/format';
import type { Adoption } from './use-adoption';

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
        <Section title="Adopting">
          <Banner tone="info" boxed>
            <strong>Stopped.</strong> What was done stays done. Choose Go on when it suits you.
          </Banner>
        </Section>
      );
    case 'failed':
      return (
        <Section title="Adopting">
          <AdoptionFailure error={state.error} />
        </Section>
      );
    case 'done':
      return (
        <Section title="Adopted">
          <Banner tone="info" icon={IconCheck} boxed>
            <strong>The database is in the form of today.</strong> Nothing was lost; what could not be read is
            kept as it was.
          </Banner>
        </Section>
      );
  }
}

/** What stopped it in the core's own words, where it has some (no room for the copy); else as any failure. */
function AdoptionFailure({ error }: { error: unknown }) {
  const { code } = errorWords(error);
  const told = error instanceof Error && 'code' in error && error.message !== errors[code].message;
  if (code !== 'UNAVAILABLE' || !told) return <Failure error={error} inline />;
  return (
    <Banner tone="danger" boxed>
      {error.message}
    </Banner>
  );
}
