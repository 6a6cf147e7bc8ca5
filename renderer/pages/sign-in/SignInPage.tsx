import { IconUserPause } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { wallClockOf } from '../../../shared/rules/time';
import { Banner, codeOf, Failure, Link, PrimaryButton, Quiet, Row, Stack } from '../../kit/base';
import {
  forgetPerson,
  peopleHere,
  rememberPerson,
  useClient,
  useConnections,
  useNow,
  useOnline,
  useRefreshSession,
  useSession,
  useTimeZone,
} from '../../kit/data';
import { TextField } from '../../kit/inputs';
import {
  AwayStrip,
  SavingStrip,
  ConnectionState,
  CurrentPasswordField,
  greeting,
  OpeningCard,
  OpeningFrame,
  OpeningTitle,
  PeopleList,
  roleWords,
  useSubmit,
} from '../../kit/shell';
import { longDate } from './long-date';

/** An account that waits or is disabled says so itself; anything else is a failure like others. */
function Refused({ error }: { error: unknown }) {
  if (codeOf(error) !== 'FORBIDDEN' || !(error instanceof Error)) return <Failure error={error} inline />;
  return (
    <Banner tone="danger" icon={IconUserPause} boxed>
      {error.message}
    </Banner>
  );
}

/** Who one is, on the left; the password on the right. */
export function SignInPage() {
  const client = useClient();
  const refreshSession = useRefreshSession();
  const { clinic, version, database } = useSession();
  const { isLive } = useOnline();
  // While it is live, an administrator does this, signed in.
  const others = useConnections(!isLive).data;
  const now = wallClockOf(useNow(10_000), useTimeZone());
  const [people, setPeople] = useState(() => peopleHere(database.label));
  const [chosen, setChosen] = useState<string | null>(people[0]?.username ?? null);
  const [typedName, setTypedName] = useState('');
  const [password, setPassword] = useState('');
  const { isBusy, failure, fieldErrors, run, clear } = useSubmit();

  const person = people.find(({ username }) => username === chosen);
  const username = person?.username ?? typedName.trim();
  const choose = (next: string | null) => {
    setChosen(next);
    setPassword('');
    clear();
  };
  const forget = (forgotten: string) => {
    forgetPerson(database.label, forgotten);
    setPeople(peopleHere(database.label));
    if (forgotten === chosen) choose(null);
  };
  const signIn = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!username || !password) return;
    await run(async () => {
      const user = await client.session.signIn({ username, password });
      rememberPerson(database.label, {
        username: user.username,
        displayName: user.displayName,
        role: roleWords(user.roles) || 'Account',
      });
      refreshSession();
    });
  };
  const isWrong = failure !== null && codeOf(failure) === 'UNAUTHENTICATED';
  const form = (
    <form onSubmit={(event) => void signIn(event)}>
      <OpeningTitle
        title={greeting(now.time, person?.displayName)}
        text={person ? 'Enter your password to open the desk.' : 'Sign in to open the desk.'}
      />
      <Stack gap={16}>
        {!person && (
          <TextField
            label="User name or email"
            name="username"
            autoComplete="username"
            autoFocus
            required
            value={typedName}
            onChange={setTypedName}
            error={fieldErrors.username}
          />
        )}
        <CurrentPasswordField
          // Another person chosen: the focus goes to their password.
          key={chosen ?? ''}
          label="Password"
          name="password"
          required
          autoFocus={person !== undefined}
          value={password}
          onChange={setPassword}
          error={isWrong ? 'This name and password do not go together.' : fieldErrors.password}
        />
        {failure !== null && !isWrong && <Refused error={failure} />}
        <PrimaryButton label="Sign in" type="submit" fullWidth loading={isBusy} />
        <Quiet>
          New here? <Link to="/sign-up">Ask for an account</Link>
        </Quiet>
        <Quiet>Forgot the password? An administrator of the clinic can give you a new one.</Quiet>
      </Stack>
    </form>
  );
  return (
    <OpeningFrame
      clinic={clinic?.name}
      corner={`${longDate(now.date)}, ${now.time}`}
      strip={
        <>
          <AwayStrip />
          <SavingStrip />
        </>
      }
      foot={
        <Row gap={12}>
          <ConnectionState />
          {!isLive && others && !others.isFixed && <Link to="/connections">Choose another connection</Link>}
        </Row>
      }
      version={version}
    >
      <OpeningCard
        aside={
          people.length > 0 && (
            <PeopleList
              people={people}
              chosen={person?.username ?? null}
              onChoose={choose}
              onForget={forget}
            />
          )
        }
      >
        {form}
      </OpeningCard>
    </OpeningFrame>
  );
}
