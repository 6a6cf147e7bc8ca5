import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ConnectionOutcome, ServerFound } from '../../../shared/contract';
import { strangerWords } from '../../../shared/rules/connections/strangers';
import { counted, listed } from '../../../shared/rules/counted';
import { Banner, DefaultButton, Failure, Link, Progress } from '../../kit/base';
import { useNow } from '../../kit/data';
import { formatNumber } from '../../kit/format';
import { standaloneRoute } from '../../kit/shell';
import { whatIsMissing } from './standalone-words';
import type { TestState } from './use-connection-test';

/** How long the core asks a server, in seconds. */
const limitSeconds = 20;

type Props = {
  state: TestState;
  onStop: () => void;
  onRetry?: () => void;
  /** A way to the field that a failure is about. */
  wayOut?: ReactNode;
  /** What else is to be said of a server that answers. */
  further?: ReactNode;
};

/** What is known of a test: how long it runs, the server that was found, or what happened and what to do. */
export function TestResult({ state, onStop, onRetry, wayOut, further }: Props) {
  switch (state.kind) {
    case 'none':
      return null;
    case 'running':
      return <Running since={state.since} onStop={onStop} />;
    case 'stopped':
      return (
        <Banner tone="info" boxed>
          The test was stopped. Nothing was changed.
        </Banner>
      );
    case 'failed':
      return <Failure error={state.error} onRetry={onRetry} inline />;
    case 'answered':
      return (
        <>
          <OutcomeWords outcome={state.outcome} wayOut={wayOut} />
          {further}
        </>
      );
  }
}

function Running({ since, onStop }: { since: Date; onStop: () => void }) {
  const seconds = Math.max(0, Math.floor((useNow(250).getTime() - since.getTime()) / 1_000));
  return (
    <Banner tone="info" action={<DefaultButton label="Stop the test" size="small" onClick={onStop} />} boxed>
      <Progress
        label="Asking the server"
        value={seconds / limitSeconds}
        note={`${seconds} s of at most ${limitSeconds} s`}
      />
    </Banner>
  );
}

/** What came of trying a connection. */
export function OutcomeWords({ outcome, wayOut }: { outcome: ConnectionOutcome; wayOut?: ReactNode }) {
  if (outcome.kind === 'failed')
    return (
      <Banner tone="danger" action={wayOut} boxed>
        <strong>{outcome.message}</strong> {outcome.remedy}
      </Banner>
    );
  const { server } = outcome;
  const strangers = server?.strangers && strangerWords(server.strangers);
  return (
    <>
      <Banner tone="info" icon={IconCircleCheck} boxed>
        <strong>The server answers and lets Clinic Desk in.</strong> {server && serverWords(server)}
      </Banner>
      {server?.sameAs && (
        <Banner tone="warn" boxed>
          <strong>{sameWords(server.sameAs)}</strong> All of them show the same people and records.
        </Banner>
      )}
      {strangers && (
        <Banner tone="warn" boxed>
          <strong>{strangers.message}</strong> {strangers.remedy}
        </Banner>
      )}
      {server?.kind === 'standalone' && (
        <Banner tone="warn" action={<Link to={standaloneRoute}>How to change that</Link>} boxed>
          <strong>It works, with less.</strong> {`${whatIsMissing} This server is no replica set.`}
        </Banner>
      )}
    </>
  );
}

/** "This is the database that is open: Clinic server leads to it too." */
function sameWords(sameAs: NonNullable<ServerFound['sameAs']>): string {
  const lead = sameAs.length === 1 ? 'leads' : 'lead';
  const others = `${listed(sameAs.map(({ name }) => name))} ${lead}`;
  return sameAs.some(({ isOpen }) => isOpen)
    ? `This is the database that is open: ${others} to it too.`
    : `${others} to the same database.`;
}

const kinds: Readonly<Record<ServerFound['kind'], string>> = {
  replicaSet: 'replica set',
  sharded: 'sharded cluster',
  standalone: 'one server that is no replica set',
};

/** "MongoDB 6.0.5, replica set of 3 members, 2 ms away, encrypted." */
export function serverWords(server: ServerFound): string {
  const { version, kind, members, milliseconds, isEncrypted, unfinishedCopyOf } = server;
  const what =
    kind === 'replicaSet'
      ? `${kinds[kind]} of ${counted(members, { one: 'member', many: 'members' })}`
      : kinds[kind];
  const away = milliseconds < 1 ? 'less than 1' : formatNumber(Math.round(milliseconds));
  const copy =
    unfinishedCopyOf === undefined
      ? ''
      : ` The database there is an unfinished copy of "${unfinishedCopyOf}" and cannot be opened yet.`;
  return `MongoDB ${version}, ${what}, answers in ${away} ms, ${isEncrypted ? 'encrypted' : 'not encrypted'}.${copy}`;
}
