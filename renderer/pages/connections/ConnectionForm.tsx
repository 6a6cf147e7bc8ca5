import { IconCloud, IconPlugConnected, IconServer } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import type { SavedConnection } from '../../../shared/contract';
import { takesPassword } from '../../../shared/rules/connections/fields';
import {
  Banner,
  ChoiceCards,
  DefaultButton,
  Failure,
  Fold,
  Grid,
  PrimaryButton,
  QuietButton,
  Section,
  Stack,
} from '../../kit/base';
import { FormFoot, PlainForm } from '../../kit/form';
import { CheckField, PathField, TextField } from '../../kit/inputs';
import { AddressField, catchAddress } from './AddressField';
import { type ConnectionDraft, withKind } from './connection-draft';
import { FewerMembers } from './FewerMembers';
import { FurtherFields } from './FurtherFields';
import { RiskConfirmations } from './RiskConfirmations';
import { SecretField } from './SecretField';
import { ServerFields } from './ServerFields';
import { TestResult } from './TestResult';
import { type ConnectionForm as Form, type Kept, useConnectionForm } from './use-connection-form';

const kinds = [
  {
    value: 'server',
    title: 'A server in the clinic',
    text: 'A computer in your network on which MongoDB runs. Works without internet.',
    icon: IconServer,
  },
  {
    value: 'cloud',
    title: 'MongoDB Atlas or another cloud',
    text: 'Reached over the internet; without it nobody can work.',
    icon: IconCloud,
  },
] as const;

/** Fields that stand in the fold. */
const folded = [
  'replicaSet',
  'signIn.mechanism',
  'signIn.source',
  'tls.certificateFile',
  'secrets.keyPassphrase',
];

/** What is set in the fold that most connections do without. */
function furtherWords({
  srv,
  kind,
  replicaSet,
  mechanism,
  source,
  certificateFile,
  ...draft
}: ConnectionDraft) {
  const set = [
    srv && kind === 'server' && 'looked up',
    replicaSet && `replica set ${replicaSet}`,
    mechanism !== 'SCRAM-SHA-256' && mechanism,
    source && `known to ${source}`,
    certificateFile && 'client certificate',
    draft.allowsAnyCertificate && 'any certificate',
    draft.allowsOtherName && 'other name',
  ].filter((words) => words !== false && words !== '');
  return set.length > 0 ? set.join(' · ') : undefined;
}

type Props = {
  /** Left out: a new one. */
  saved?: SavedConnection;
  initial: ConnectionDraft;
  /** Where no password can be kept: how one can. */
  vaultOffer?: ReactNode;
  onClose: () => void;
  onSaved: (kept: Kept) => void;
  /** It is the connection that is open. */
  isOpenOne?: boolean;
};

/** How a database elsewhere is reached, in fields that a front desk can fill from what it was given. */
export function ConnectionForm({ saved, initial, vaultOffer, onClose, onSaved, isOpenOne }: Props) {
  const form = useConnectionForm(saved, initial, isOpenOne);
  const { hand, draft, errors, test, change, risks, forgetRefusal } = form;
  const isPlaceMissing = Boolean(vaultOffer);
  // A place for the password was made meanwhile.
  useEffect(() => {
    if (!isPlaceMissing) forgetRefusal();
  }, [isPlaceMissing, forgetRefusal]);
  // What is said of that leads to "Known to", which stands in the fold.
  const isUnknown =
    test.state.kind === 'answered' &&
    test.state.outcome.kind === 'failed' &&
    test.state.outcome.reason === 'wrongPassword';
  const save = async (anyway = false) => {
    const kept = await form.save({ anyway });
    if (kept) onSaved(kept);
  };
  return (
    <div onPasteCapture={(event) => catchAddress(event, form.pasteAddress)}>
      <PlainForm
        onSubmit={() => void save()}
        foot={<Foot {...{ form, vaultOffer, onClose }} onAnyway={() => void save(true)} />}
      >
        {form.saveError === null && vaultOffer}
        {hand.isKeptOne && (
          <Banner
            tone="info"
            action={<DefaultButton label="Start over" size="small" onClick={form.startOver} />}
            boxed
          >
            What you typed before is here again, but for passwords.
          </Banner>
        )}
        <ChoiceCards
          label="Where is the database?"
          value={draft.kind}
          options={kinds}
          across
          onChange={(kind) => form.put(withKind(draft, kind))}
        />
        <div>
          <Section title="Address">
            <AddressField
              news={form.news}
              replaced={form.replaced}
              text={form.address}
              onText={form.typeAddress}
              onAddress={form.takeAddress}
            />
          </Section>
          <Section title="Server">
            <ServerFields draft={draft} errors={errors} onChange={change} />
          </Section>
          {draft.mechanism !== 'none' && <SignIn form={form} />}
          <Section title="Encryption">
            <Stack gap={12}>
              <CheckField
                label="Encrypt the connection (TLS)"
                checked={draft.isEncrypted}
                error={errors['tls.isUsed']}
                onChange={(isEncrypted) => change({ isEncrypted })}
              />
              {draft.isEncrypted && (
                <PathField
                  label="Trusted certificate (CA file)"
                  help="Only where the server’s certificate comes from the clinic itself; whoever runs the server has the file."
                  accept=".pem,.crt,.cer"
                  value={draft.caFile}
                  error={errors['tls.caFile']}
                  onChange={(caFile) => change({ caFile })}
                />
              )}
            </Stack>
          </Section>
        </div>
        <Fold
          title="Further settings"
          note={furtherWords(draft)}
          isWanted={isUnknown || folded.some((name) => errors[name] !== undefined)}
        >
          <FurtherFields draft={draft} errors={errors} onChange={change} keyPassphrase={form.keyPassphrase} />
        </Fold>
        {risks.length > 0 && (
          <Section title="Before you go on">
            <RiskConfirmations
              risks={risks}
              confirmed={form.confirmed}
              before={saved?.acceptedRisks ?? []}
              error={errors.acceptedRisks}
              onChange={form.setConfirmed}
            />
          </Section>
        )}
      </PlainForm>
    </div>
  );
}

function SignIn({ form: { draft, errors, change, password } }: { form: Form }) {
  const { mechanism } = draft;
  return (
    <Section title="Sign-in to the server" help="The account of Clinic Desk on the server, not your own.">
      <Grid columns={2} min={240}>
        <TextField
          label="User name"
          help={mechanism === 'MONGODB-X509' ? 'May be left empty: the certificate says it.' : undefined}
          required={takesPassword(mechanism)}
          value={draft.username}
          error={errors['signIn.username']}
          onChange={(username) => change({ username })}
        />
        {takesPassword(mechanism) && <SecretField label="Password" {...password} />}
      </Grid>
    </Section>
  );
}

type FootProps = { form: Form; vaultOffer: ReactNode; onClose: () => void; onAnyway: () => void };

function Foot({ form, vaultOffer, onClose, onAnyway }: FootProps) {
  const { test, hand, draft, isSaving, isTested, isDoubted, saveError } = form;
  const isRunning = test.state.kind === 'running';
  // Where only the name of the replica set is wrong, the server says the right one.
  const outcome = test.state.kind === 'answered' ? test.state.outcome : undefined;
  const setName = outcome?.kind === 'failed' ? outcome.setName : undefined;
  const members = outcome?.kind === 'good' ? outcome.server?.setMembers : undefined;
  const setMembers = members && !draft.srv && draft.hosts.length < members.length ? members : undefined;
  const kept = hand.isTouched ? 'Not saved yet, kept on this computer but for passwords. ' : '';
  return (
    <FormFoot
      state={`${kept}${isTested ? 'Tested.' : 'Not tested.'}`}
      notice={
        <Stack gap={8}>
          <TestResult
            state={test.state}
            onStop={test.stop}
            onRetry={() => void form.runTest()}
            further={setMembers && <FewerMembers {...{ setMembers }} onTake={form.takeMembers} />}
            wayOut={
              setName !== undefined && (
                <DefaultButton
                  label={setName === '' ? 'Leave the name empty' : `Use "${setName}"`}
                  size="small"
                  onClick={() => form.takeSetName(setName)}
                />
              )
            }
          />
          {isDoubted && (
            <Banner
              tone="warn"
              action={<DefaultButton label="Save anyway" size="small" onClick={onAnyway} />}
              boxed
            >
              <strong>Not saved.</strong> This connection is open now, and as it stands here its test did not
              succeed. Saved like this, it may not open at the next start.
            </Banner>
          )}
          {saveError !== null && (
            <>
              <Failure error={saveError} inline />
              {/* What may be missing is offered where it is missed, not scrolled out of sight. */}
              {vaultOffer}
            </>
          )}
        </Stack>
      }
    >
      <QuietButton label="Close" onClick={onClose} />
      <DefaultButton
        label="Test"
        icon={IconPlugConnected}
        disabledReason={isRunning ? 'The server is being asked' : undefined}
        onClick={() => void form.runTest()}
      />
      <PrimaryButton label="Save" type="submit" shortcut="mod+S" loading={isSaving} />
    </FormFoot>
  );
}
