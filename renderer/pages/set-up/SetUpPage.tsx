import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { thisComputerName } from '../../../shared/rules/connections/fields';
import { Banner, DefaultButton, Failure, Link, PrimaryButton, Stack } from '../../kit/base';
import { rememberPerson, useClient, useRefreshSession, useSession } from '../../kit/data';
import { CheckField } from '../../kit/inputs';
import {
  AccountFields,
  accountInput,
  accountProblems,
  AwayStrip,
  FactCard,
  type FieldErrors,
  focusFirstError,
  roleWords,
  type Step,
  StepsFrame,
  useSubmit,
  standaloneRoute,
} from '../../kit/shell';
import { useVaultOffer } from '../secrets/use-vault-offer';
import { broughtInSentence, ClinicChoice } from './ClinicChoice';
import { ClinicFields, clinicProblems } from './ClinicFields';
import { placeQuestion, RecordsPlace } from './RecordsPlace';
import { newClinic, useSetUpDraft } from './set-up-draft';

/** The pages at the left. */
const stepsFor = (place: string): readonly Step[] => [
  { title: 'Where the records live', note: place },
  { title: 'Your clinic', note: 'Name, address, rooms' },
  { title: 'First administrator', note: 'You, most likely' },
];

/** What the pages after the first ask. */
const questions = [
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
  const { database, secrets, broughtIn: nowThere } = useSession();
  const standsAlone = database.kind === 'live' && database.standsAlone;
  const isHere = database.label === thisComputerName;
  const refreshSession = useRefreshSession();
  const { offer, dialog } = useVaultOffer();
  const { draft, change, forget } = useSetUpDraft();
  const { clinic, account, alsoDoctor } = draft;
  const [isOver, setIsOver] = useState(false);
  const step = isOver ? 3 : draft.step;
  // The session tells it only until the set-up is done.
  const [broughtIn] = useState(nowThere);
  const [only, ...others] = broughtIn?.clinics ?? [];
  const chosen = only ? (draft.chosen ?? (others.length === 0 ? only.id : null)) : newClinic;
  const existing = broughtIn?.clinics.find(({ id }) => id === chosen);
  const [problems, setProblems] = useState<FieldErrors>({});
  const { isBusy, failure, fieldErrors, run, clear } = useSubmit();
  const errors = { ...fieldErrors, ...problems };

  const problemsHere = (): FieldErrors => {
    if (step === 2) return accountProblems(account);
    if (step !== 1 || existing) return {};
    return chosen === newClinic ? clinicProblems(clinic) : { existingClinic: 'Choose one of these.' };
  };
  const goOn = async () => {
    const found = problemsHere();
    setProblems(found);
    if (Object.keys(found).length > 0) return focusFirstError();
    if (step < 2) {
      change({ step: step + 1 });
      return;
    }
    const isDone = await run(async () => {
      const administrator = { ...accountInput(account), alsoDoctor };
      const user = await client.session.setUp({
        // A new one was looked at by `clinicProblems` two steps before.
        ...(existing
          ? { existingClinic: existing.id }
          : { clinic: { ...clinic, clinicname: clinic.clinicname ?? '' } }),
        administrator,
      });
      rememberPerson(database.label, {
        username: user.username,
        displayName: user.displayName,
        role: roleWords(user.roles),
      });
    });
    if (!isDone) return;
    forget();
    setIsOver(true);
    refreshSession();
  };
  const settle = (name: string) => {
    setProblems(({ [name]: _settled, ...rest }) => rest);
    clear();
  };
  const asked = questions[step - 1] ?? placeQuestion(database.label);
  const question =
    step === 1 && only
      ? { title: 'Which of these clinics is this?', text: broughtIn && broughtInSentence(broughtIn) }
      : {
          ...asked,
          text: step === 1 && broughtIn ? `${broughtInSentence(broughtIn)} ${asked.text}` : asked.text,
        };
  const page = (
    <StepsFrame
      steps={stepsFor(isHere ? 'On this computer' : database.label)}
      current={step}
      title={question.title}
      text={question.text}
      onSubmit={() => !isOver && void goOn()}
      actions={
        isOver ? (
          <PrimaryButton key="open" label="Open the desk" onClick={() => onDone('/')} />
        ) : (
          <>
            {step > 0 && <DefaultButton label="Back" onClick={() => change({ step: step - 1 })} />}
            {!standsAlone && (
              <PrimaryButton
                label={step === 2 ? 'Set up the clinic' : 'Continue'}
                type="submit"
                loading={isBusy}
              />
            )}
          </>
        )
      }
    >
      <Stack gap={16}>
        <AwayStrip />
        {standsAlone && (
          <Banner tone="danger" action={<Link to={standaloneRoute}>How to change that</Link>} boxed>
            <strong>A clinic cannot be set up on this server.</strong> It saves only one thing at a time.
            Whoever runs it can change that (it is no replica set), or use another connection.
          </Banner>
        )}
        {step === 0 && <RecordsPlace label={database.label} secrets={secrets} />}
        {step === 0 && offer}
        {step === 1 && only && (
          <ClinicChoice
            clinics={broughtIn?.clinics ?? []}
            value={chosen}
            error={errors.existingClinic}
            onChange={(next) => {
              change({ chosen: next });
              settle('existingClinic');
            }}
          />
        )}
        {step === 1 && chosen === newClinic && (
          <ClinicFields
            value={clinic}
            errors={errors}
            onChange={(name, value) => {
              change({ clinic: { ...clinic, [name]: value } });
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
                change({ account: { ...account, [name]: text } });
                settle(name);
              }}
            />
            <CheckField
              label="I see patients as a doctor, too"
              checked={alsoDoctor}
              onChange={(checked) => change({ alsoDoctor: checked })}
            />
            {errors.existingClinic && (
              <Banner tone="danger" boxed>
                {errors.existingClinic}
              </Banner>
            )}
            {failure !== null && <Failure error={failure} inline />}
          </>
        )}
        {isOver && (
          <FactCard
            icon={IconCircleCheck}
            title={existing?.name ?? clinic.clinicname ?? 'Your clinic'}
            text={
              only
                ? 'Next, look at what is left to decide under Existing database. Colleagues ask for an account on the sign-in page; you approve them under Users.'
                : 'Next, add the doctors and register the first patient. Colleagues ask for an account on the sign-in page; you approve them under Users.'
            }
            points={[existing ? 'Clinic chosen' : 'Clinic saved', 'Administrator saved']}
          />
        )}
      </Stack>
    </StepsFrame>
  );
  return (
    <>
      {page}
      {dialog}
    </>
  );
}
