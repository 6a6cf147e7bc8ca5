import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ConnectionOutcome, SavedConnection } from '../../../shared/contract';
import { heldCopy } from '../../../shared/rules/connections/copy-history';
import { sameDatabases } from '../../../shared/rules/connections/same-place';
import { listed } from '../../../shared/rules/counted';
import {
  Banner,
  DefaultButton,
  Dialog,
  Failure,
  Link,
  notify,
  Paragraph,
  PrimaryButton,
  Secondary,
  Stack,
} from '../../kit/base';
import { type KnownConnections, useClient, useSession, useTimeZone } from '../../kit/data';
import { formatInstant } from '../../kit/format';
import { copyRoute, focusFirstError, standaloneRoute } from '../../kit/shell';
import { whatIsMissing } from './standalone-words';
import { OutcomeWords } from './TestResult';

type Failed = Extract<ConnectionOutcome, { kind: 'failed' }>;
type State =
  | { readonly kind: 'asking' }
  | { readonly kind: 'running' }
  | { readonly kind: 'refused'; readonly outcome: Failed }
  | { readonly kind: 'failed'; readonly error: unknown };

type Props = {
  connection: SavedConnection;
  known: KnownConnections | undefined;
  /** Of the one that is open now. */
  openName: string | undefined;
  onClose: () => void;
};

/** Opens another database: what follows from it, how far it has come, and what went wrong. */
export function UseDialog({ connection, known, openName = 'the present one', onClose }: Props) {
  const { id, name } = connection;
  const navigate = useNavigate();
  const { state, use, stop } = useUse(id, name);
  const { database } = useSession();
  const isRunning = state.kind === 'running';
  // Trying again cannot help: the copy has to be ended first.
  const isUnfinished = state.kind === 'refused' && state.outcome.reason === 'copyUnfinished';
  const isAlone = state.kind === 'refused' && state.outcome.reason === 'standsAlone';
  const isNotEmpty = state.kind === 'refused' && state.outcome.reason === 'notEmpty';
  // It is asked about, and nothing is wrong with it.
  const isQuestion = isAlone || isNotEmpty;
  const isOpening = isRunning && database.kind === 'opening';
  // What was clicked waits or is gone by then.
  useEffect(() => {
    if (state.kind === 'refused' || state.kind === 'failed') focusFirstError();
  }, [state.kind]);
  const close = () => {
    // What is being opened goes on; a test can be stopped.
    if (isOpening) return;
    stop();
    onClose();
  };
  return (
    <Dialog
      opened
      onClose={close}
      title={`Open ${name}?`}
      actions={
        <>
          {!isOpening && (
            <DefaultButton label={isRunning ? 'Stop' : `Stay with ${openName}`} onClick={close} />
          )}
          {state.kind === 'refused' && connection.fields && !isUnfinished && !isAlone && (
            <DefaultButton label={`Change ${name}`} onClick={() => void navigate(`/connections/${id}`)} />
          )}
          {isUnfinished ? (
            <PrimaryButton label="To the copy" onClick={() => void navigate(copyRoute)} />
          ) : (
            <PrimaryButton
              label={
                isQuestion
                  ? `Open ${name} all the same`
                  : state.kind === 'asking' || isRunning
                    ? `Open ${name}`
                    : 'Try again'
              }
              loading={isRunning}
              onClick={() =>
                void use({ ...(isAlone && { takesLess: true }), ...(isNotEmpty && { besideOthers: true }) })
              }
            />
          )}
        </>
      }
    >
      <Stack gap={12}>
        {state.kind === 'asking' && (
          <Consequences {...{ connection, known, openName }} isSame={openName === name} />
        )}
        {isRunning && (
          <Secondary>
            <span role="status">
              {isOpening ? `${database.label}: ${database.step}.` : `Testing ${name}.`}
            </span>
          </Secondary>
        )}
        {isAlone && <LessWords name={name} />}
        {isNotEmpty && (
          <Banner tone="warn" boxed>
            <strong>{state.outcome.message}</strong> {state.outcome.remedy}
          </Banner>
        )}
        {state.kind === 'refused' && !isQuestion && <OutcomeWords outcome={state.outcome} />}
        {state.kind === 'refused' && database.kind === 'live' && (
          <Secondary>{`${database.label} is open as before.`}</Secondary>
        )}
        {state.kind === 'failed' && <Failure error={state.error} inline />}
      </Stack>
    </Dialog>
  );
}

/** Asked before a server that stands alone is opened. */
function LessWords({ name }: { name: string }) {
  return (
    <Banner tone="warn" action={<Link to={standaloneRoute}>How to change that</Link>} boxed>
      <strong>{`Some things cannot be saved at ${name}.`}</strong>{' '}
      {`${whatIsMissing} Its server stands alone (it is no replica set); whoever runs it can change that.`}
    </Banner>
  );
}

type ConsequencesProps = Pick<Props, 'connection' | 'known'> & { openName: string; isSame: boolean };

function Consequences({ connection, known, openName, isSame }: ConsequencesProps) {
  const { copiedTo } = connection;
  const twins = twinsOf(connection, known);
  const isOtherWay =
    known !== undefined &&
    sameDatabases(connection, known.connections).some((each) => each.id === known.open);
  const { user } = useSession();
  const timeZone = useTimeZone();
  const since = ({ at }: Twin) => formatInstant(at, timeZone);
  return (
    <>
      {copiedTo?.isWhole && (
        <Banner tone="warn" boxed>
          <strong>{`The clinic moved to ${copiedTo.name}.`}</strong>{' '}
          {`This is the old database, as it was ${formatInstant(copiedTo.at, timeZone)}: it can be read, and nothing can be saved in it. What was saved since is at ${copiedTo.name}.`}
        </Banner>
      )}
      {twins.length > 0 && (
        <Banner tone="warn" boxed>
          <strong>{`There are ${twins.length === 1 ? 'two' : twins.length + 1} clinics: ${listed([connection.name, ...twins.map(({ name }) => name)])}.`}</strong>{' '}
          {twins.length === 1
            ? `They were one until ${twins.map(since).join('')}. What was saved in one of them since is not in the other.`
            : `${connection.name} was one with ${listed(twins.map((twin) => `${twin.name} until ${since(twin)}`))}. What was saved in one of them since is not in the others.`}
        </Banner>
      )}
      {isOtherWay && (
        <Paragraph>
          {`This is the database that is open now, reached in another way than over ${openName}: the same people and records.`}
        </Paragraph>
      )}
      {user && (
        <Paragraph>
          {`Everybody on this computer is signed out, and signs in ${isOtherWay || isSame ? 'again' : 'with their account in the other database'}. Save what is being typed first.`}
        </Paragraph>
      )}
      {!isSame && !isOtherWay && (
        <Paragraph>
          {`The database of ${openName} stays as it is, and you can come back to it here. Nothing is copied from one to the other. Other computers are not touched.`}
        </Paragraph>
      )}
      <Paragraph>
        {connection.kind === 'thisComputer'
          ? `Its database is started by opening it: when it does not open, everybody is signed out all the same, and ${openName} is opened again.`
          : 'It is tried first; when it does not answer, nothing changes.'}
      </Paragraph>
    </>
  );
}

type Twin = { readonly name: string; readonly at: Date };

/** The others, where people work in the old database again after the clinic moved; newest first. */
function twinsOf(connection: SavedConnection, known: KnownConnections | undefined): Twin[] {
  const back = (connection.returnedFrom ?? []).map(({ name, at }) => ({ name, at }));
  const held = known && heldCopy(connection, known.connections);
  return held?.backAt ? [...back, { name: held.source.name, at: held.at }] : back;
}

/** Of a server that stands alone, or of a database that is not empty: that this was read. */
type Taken = { readonly takesLess?: true; readonly besideOthers?: true };

/** The call, which outlives this dialog: signing everybody out takes the page away while it runs. */
function useUse(id: string, name: string) {
  const client = useClient();
  const navigate = useNavigate();
  const [state, setState] = useState<State>({ kind: 'asking' });
  const running = useRef<AbortController | null>(null);
  /** What was read and taken so far: there may be more than one question. */
  const taken = useRef<Taken>({});
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  async function use(more: Taken): Promise<void> {
    taken.current = { ...taken.current, ...more };
    const own = new AbortController();
    running.current = own;
    setState({ kind: 'running' });
    try {
      const outcome = await client.connections.use({ id, ...taken.current }, { signal: own.signal });
      if (outcome.kind === 'good') {
        notify.done(`${name} is open`);
        await navigate('/');
      } else if (isShown.current) setState({ kind: 'refused', outcome });
      else notify.trouble(`${name} was not opened. ${outcome.message} ${outcome.remedy}`, { lasts: true });
    } catch (error) {
      if (own.signal.aborted) return;
      if (isShown.current) setState({ kind: 'failed', error });
      else notify.failed(error, { lasts: true });
    }
  }
  return {
    ...{ state, use },
    stop: () => {
      running.current?.abort();
      running.current = null;
    },
  };
}
