import { type ClipboardEvent, useRef } from 'react';
import {
  type AddressRead,
  holdsAddress,
  holdsSignIn,
  type LeftOut,
  readAddress,
} from '../../../shared/rules/connections/address-in-text';
import { holdsCommand } from '../../../shared/rules/connections/mongosh-command';
import type { PastedAddress } from '../../../shared/rules/connections/pasted';
import { listed } from '../../../shared/rules/counted';
import { Banner, DefaultButton, Row, Stack } from '../../kit/base';
import { UnkeptField } from '../../kit/inputs';

type Props = {
  /** What became of the last address; null while there is nothing to say. */
  news: AddressRead | null;
  /** Labels of fields whose content gave way to it. */
  replaced: readonly string[];
  /** What stands in it: only what cannot be read stays, without its password. */
  text: string;
  onText: (text: string) => void;
  /** An address that was typed to its end; `isAsked`: its writer waits for what becomes of it. */
  onAddress: (text: string, isAsked: boolean) => void;
};

/** What stood beside an address and was left out. */
const leftWords: Readonly<Record<LeftOut, string>> = {
  another: ' There were two addresses: the first was read, the other one was left out.',
  words: ' What stood beside the address was left out: see whether a part of it is missing.',
};

/** What to do about an address that cannot be read. */
function unreadableWords(read: Extract<AddressRead, { kind: 'unreadable' }>): string {
  return whyUnreadable(read) + (read.left ? leftWords[read.left] : '');
}

function whyUnreadable({
  shown,
  heldBack,
  lacksScheme,
  isWebPage,
}: Extract<AddressRead, { kind: 'unreadable' }>): string {
  if (isWebPage)
    return 'This is the address of a web page, not of a database. In Atlas, press "Connect" at the cluster and choose "Drivers": the address shown there begins with mongodb+srv://.';
  if (lacksScheme)
    return `This is no address: one begins with mongodb:// or mongodb+srv://. Copy it once more, or fill in the fields below.${
      heldBack === undefined ? '' : ' What may be a password was taken out of sight.'
    }`;
  const signs =
    'Signs such as @ : / in its user name or password must stand there as %40 %3A %2F. Or fill in the fields below.';
  if (heldBack === undefined) return `This address cannot be read. ${signs}`;
  if (shown.endsWith(':<port>'))
    return 'This address cannot be read. What stands behind its server is no port, and was taken out of sight like the password. Type the port there, or fill in the fields below.';
  const hidden = 'This address cannot be read. Its password was taken out of sight';
  return readAddress(shown).kind === 'taken'
    ? `${hidden}, and may be what could not be read. Press "Take apart": the password then goes into its field below, for you to check.`
    : `${hidden}. ${signs}`;
}

/** The address (connection string) as Atlas or whoever runs the server gives it. What can be read never stays in it. */
export function AddressField({ news, replaced, text, onText, onAddress }: Props) {
  const isRefused = news?.kind === 'unreadable';
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Stack gap={8}>
      <UnkeptField
        ref={field}
        label="Paste an address"
        help="An address (mongodb://, mongodb+srv://) or a command (mongosh …) is taken apart at once; its password goes into the password field."
        placeholder="mongodb+srv://"
        value={text}
        error={isRefused ? unreadableWords(news) : undefined}
        onChange={onText}
        onBlur={() => {
          // Who looks something up in another window comes back to the same field.
          const isLeft = document.activeElement !== field.current;
          // A password does not stay in sight once its writer goes on.
          if (text.trim() !== '' && !isRefused && isLeft) onAddress(text, false);
        }}
        onEnter={() => {
          if (text.trim() !== '') onAddress(text, true);
        }}
      />
      {text.trim() !== '' && (
        // The field keeps the cursor: what it says when it is left would push the button away under the click.
        <div role="presentation" onMouseDown={(event) => event.preventDefault()}>
          <Row>
            <DefaultButton label="Take apart" size="small" onClick={() => onAddress(text, true)} />
          </Row>
        </div>
      )}
      {news?.kind === 'taken' && <Taken pasted={news.pasted} left={news.left} replaced={replaced} />}
    </Stack>
  );
}

type TakenProps = { pasted: PastedAddress; left: LeftOut | undefined; replaced: readonly string[] };

function Taken({ pasted, left, replaced }: TakenProps) {
  const { leftOut, problems, secrets } = pasted;
  const leftHere = left ? leftWords[left] : '';
  const sets = databaseWords(pasted) + leftOutWords(leftOut);
  const gone =
    replaced.length > 0
      ? ` What stood under ${listed(replaced)} before is not part of it, and was taken out.`
      : '';
  if (problems.length > 0)
    return (
      <Banner tone="danger" boxed>
        <strong>The address was taken apart, but not all of it can be used.</strong>{' '}
        {problems.map(({ message }) => `${message}. `)}
        Look at the fields below, and ask whoever runs the server if they are not as it needs them.{sets}
        {leftHere}
        {gone}
      </Banner>
    );
  return (
    <Banner tone={left || gone ? 'warn' : 'info'} boxed>
      The address is in the fields below{secrets.password ? ', its password under Password' : ''}.{sets}
      {leftHere}
      {gone}
    </Banner>
  );
}

/** That the database of an address is not the clinic's, and which one stands in its place. */
function databaseWords({ otherDatabase, fields }: PastedAddress): string {
  return otherDatabase === undefined
    ? ''
    : ` The database "${otherDatabase}" that it names is not one for a clinic: "${fields.database}" stands under Database instead.`;
}

/** What of an address and of a command is not taken over. */
function leftOutWords(names: readonly string[]): string {
  const ofCommand = names.filter((name) => name.startsWith('-'));
  const set = names.filter((name) => !name.startsWith('-'));
  const parts = [
    set.length > 0 && `sets ${listed(set)} itself`,
    ofCommand.length > 0 && `does without ${listed(ofCommand)}`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? ` Clinic Desk ${listed(parts)}.` : '';
}

/** An address that is pasted into any field of a form is taken apart instead: it may hold a password. */
export function catchAddress(event: ClipboardEvent, onAddress: (text: string) => void): void {
  const text = event.clipboardData.getData('text');
  const { target } = event;
  const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null;
  // A password may look like the rest of an address.
  const isPassword = field?.autocomplete === 'new-password';
  const isRest = !isPassword && holdsSignIn(text);
  if (!holdsAddress(text) && (isPassword || (!isRest && !holdsCommand(text)))) return;
  event.preventDefault();
  const begun = isRest && /^\s*mongodb(\+srv)?:\/\/$/i.test(field?.value ?? '') ? field?.value : '';
  onAddress(`${begun}${text}`);
}
