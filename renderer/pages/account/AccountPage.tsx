import { DefaultButton, Facts, Page, Paragraph, Quiet, Section, Segmented, Stack } from '../../kit/base';
import { useOnline, usePerson, useSession, useSingleLetters } from '../../kit/data';
import { SwitchField } from '../../kit/inputs';
import { appearances, roleWords, useAppearance } from '../../kit/shell';
import { ChangePassword } from './ChangePassword';

function You() {
  const person = usePerson();
  return (
    <Facts
      items={[
        { label: 'Name', value: person.displayName },
        { label: 'User name', value: person.username },
        { label: 'Roles', value: roleWords(person.roles) },
      ]}
    />
  );
}

function Settings() {
  const [appearance, setAppearance] = useAppearance();
  const [lettersOn, setLetters] = useSingleLetters();
  return (
    <Stack gap={16}>
      <div>
        <Segmented label="Appearance" value={appearance} onChange={setAppearance} options={appearances} />
      </div>
      <SwitchField
        label="Single-letter shortcuts"
        help="Such as T for today. They work only outside text fields."
        checked={lettersOn}
        onChange={setLetters}
      />
      <Quiet>Both are kept on this computer.</Quiet>
    </Stack>
  );
}

function About() {
  const { version, secrets, clinic } = useSession();
  const { label } = useOnline();
  return (
    <Facts
      items={[
        { label: 'Clinic', value: clinic?.name },
        { label: 'Records', value: `${label}, in the data folder of Clinic Desk` },
        { label: 'Database', value: secrets && `MongoDB; its password is kept in ${secrets}` },
        { label: 'Version', value: version },
        { label: 'Licence', value: 'Apache License 2.0' },
      ]}
    />
  );
}

/** What belongs to the person and to this computer: password, appearance, shortcuts, about, signing out. */
export function AccountPage({ onSignOut }: { onSignOut: () => void }) {
  const person = usePerson();
  return (
    <Page
      title="Account"
      subtitle={person.displayName}
      narrow
      actions={<DefaultButton label="Sign out" onClick={onSignOut} />}
    >
      <Section title="You">
        <You />
      </Section>
      <Section title="Password">
        {person.passwordIsWeak && (
          <Paragraph>Yours comes from the older system and is easy to guess. Choose a new one.</Paragraph>
        )}
        <ChangePassword />
      </Section>
      <Section title="Appearance and keyboard">
        <Settings />
      </Section>
      <Section title="About Clinic Desk">
        <About />
      </Section>
    </Page>
  );
}
