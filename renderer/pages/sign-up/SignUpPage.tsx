import { IconUserCheck } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { Empty, Failure, Link, PrimaryButton, Quiet, Stack } from '../../kit/base';
import { useClient, useSession } from '../../kit/data';
import {
  AccountFields,
  accountInput,
  accountProblems,
  AwayStrip,
  ConnectionState,
  emptyAccount,
  type FieldErrors,
  focusFirstError,
  OpeningCard,
  OpeningFrame,
  OpeningTitle,
  useSubmit,
} from '../../kit/shell';

/** After sending: what happens next. */
function Sent() {
  return (
    <div role="status">
      <Empty
        icon={IconUserCheck}
        title="Your account waits for approval"
        text="An administrator of the clinic looks at it and gives you your role. After that you can sign in."
        actions={<Link to="/">Back to sign-in</Link>}
      />
    </div>
  );
}

/** Asks for an account, which an administrator approves. */
export function SignUpPage() {
  const client = useClient();
  const { clinic, version } = useSession();
  const [draft, setDraft] = useState(emptyAccount);
  const [problems, setProblems] = useState<FieldErrors>({});
  const [isSent, setSent] = useState(false);
  const { isBusy, failure, fieldErrors, run, clear } = useSubmit();

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const found = accountProblems(draft);
    setProblems(found);
    if (Object.keys(found).length > 0) return focusFirstError();
    setSent(await run(() => client.session.signUp(accountInput(draft))));
  };
  return (
    <OpeningFrame clinic={clinic?.name} strip={<AwayStrip />} foot={<ConnectionState />} version={version}>
      <OpeningCard>
        {isSent && <Sent />}
        {!isSent && (
          <form onSubmit={(event) => void send(event)} noValidate>
            <OpeningTitle
              title="Ask for an account"
              text="An administrator of the clinic approves it before you can sign in."
            />
            <Stack gap={16}>
              <AccountFields
                value={draft}
                errors={{ ...fieldErrors, ...problems }}
                onChange={(name, text) => {
                  setDraft({ ...draft, [name]: text });
                  setProblems(({ [name]: _settled, ...rest }) => rest);
                  clear();
                }}
              />
              {failure !== null && <Failure error={failure} inline />}
              <PrimaryButton label="Ask for the account" type="submit" fullWidth loading={isBusy} />
              <Quiet>
                You have one? <Link to="/">Sign in</Link>
              </Quiet>
            </Stack>
          </form>
        )}
      </OpeningCard>
    </OpeningFrame>
  );
}
