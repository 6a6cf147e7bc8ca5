import { IconCircleCheck, IconDeviceDesktop } from '@tabler/icons-react';
import { useState } from 'react';
import type { DraftNamed } from '../../../shared/entities';
import { DefaultButton, Failure, PrimaryButton, Stack } from '../../kit/base';
import { rememberPerson, useClient, useRefreshSession, useSession } from '../../kit/data';
import { CheckField } from '../../kit/inputs';
import {
  AccountFields,
  accountInput,
  accountProblems,
  AwayStrip,
  emptyAccount,
  FactCard,
  type FieldErrors,
  focusFirstError,
  roleWords,
  type Step,
  StepsFrame,
  useSubmit,
} from '../../kit/shell';
import { ClinicFields, clinicProblems, emptyClinic } from './ClinicFields';

const steps: readonly Step[] = [
  { title: 'Where the records live', note: 'On this computer' },
  { title: 'Your clinic', note: 'Name, address, rooms' },
  { title: 'First administrator', note: 'You, most likely' },
];

/** What each page asks. */
const questions = [
  {
    title: 'The records live on this computer',
    text: 'Clinic Desk keeps them in a database of its own, which only it can open.',
  },
  { title: 'Which clinic is this?', text: 'Only the name is needed now. The rest can be filled in later.' },
  {
    title: 'Who is the first administrator?',
    text: 'Administrators approve accounts and give roles. There can be more of them later.',
  },
  { title: 'The desk is ready', text: 'You are signed in.' },
] as const;

type Props = {
  /** Leaves the set-up, for a page of the desk. */
  onDone: (page: string) => void;
};

/** The first run: what is so, the clinic, the first administrator. Nothing is stored before the last step. */
export function SetUpPage({ onDone }: Props) {
  const client = useClient();
  const { secrets } = useSession();
  const refreshSession = useRefreshSession();
  const [step, setStep] = useState(0);
  const [clinic, setClinic] = useState<Partial<DraftNamed<'clinics'>>>(emptyClinic);
  const [account, setAccount] = useState(emptyAccount);
  const [alsoDoctor, setAlsoDoctor] = useState(false);
  const [problems, setProblems] = useState<FieldErrors>({});
  const { isBusy, failure, fieldErrors, run, clear } = useSubmit();
  const errors = { ...fieldErrors, ...problems };

  const goOn = async () => {
    const found = step === 1 ? clinicProblems(clinic) : step === 2 ? accountProblems(account) : {};
    setProblems(found);
    if (Object.keys(found).length > 0) return focusFirstError();
    if (step < 2) {
      setStep(step + 1);
      return;
    }
    const isDone = await run(async () => {
      const administrator = { ...accountInput(account), alsoDoctor };
      const user = await client.session.setUp({
        // Looked at by `clinicProblems` two steps before.
        clinic: { ...clinic, clinicname: clinic.clinicname ?? '' },
        administrator,
      });
      rememberPerson({ username: user.username, displayName: user.displayName, role: roleWords(user.roles) });
    });
    if (!isDone) return;
    setStep(3);
    refreshSession();
  };
  const settle = (name: string) => {
    setProblems(({ [name]: _settled, ...rest }) => rest);
    clear();
  };
  const question = questions[step] ?? questions[0];
  const isOver = step === 3;
  return (
    <StepsFrame
      steps={steps}
      current={step}
      title={question.title}
      text={question.text}
      onSubmit={() => !isOver && void goOn()}
      actions={
        isOver ? (
          <PrimaryButton key="open" label="Open the desk" onClick={() => onDone('/')} />
        ) : (
          <>
            {step > 0 && <DefaultButton label="Back" onClick={() => setStep(step - 1)} />}
            <PrimaryButton
              label={step === 2 ? 'Set up the clinic' : 'Continue'}
              type="submit"
              loading={isBusy}
            />
          </>
        )
      }
    >
      <Stack gap={16}>
        <AwayStrip />
        {step === 0 && (
          <FactCard
            icon={IconDeviceDesktop}
            title="This computer"
            text="The records stand in the data folder of Clinic Desk, and stay there when the program is updated."
            points={[
              'Works without internet',
              'No account needed',
              ...(secrets ? [`Its password is kept in ${secrets}`] : []),
            ]}
          />
        )}
        {step === 1 && (
          <ClinicFields
            value={clinic}
            errors={errors}
            onChange={(name, value) => {
              setClinic({ ...clinic, [name]: value });
              settle(name);
            }}
          />
        )}
        {step === 2 && (
          <>
            <AccountFields
              value={account}
              errors={errors}
              onChange={(name, text) => {
                setAccount({ ...account, [name]: text });
                settle(name);
              }}
            />
            <CheckField
              label="I see patients as a doctor, too"
              checked={alsoDoctor}
              onChange={setAlsoDoctor}
            />
            {failure !== null && <Failure error={failure} inline />}
          </>
        )}
        {isOver && (
          <FactCard
            icon={IconCircleCheck}
            title={clinic.clinicname ?? 'Your clinic'}
            text="Next, add the doctors and register the first patient. Colleagues ask for an account on the sign-in page; you approve them under Users."
            points={['Clinic saved', 'Administrator saved']}
          />
        )}
      </Stack>
    </StepsFrame>
  );
}
