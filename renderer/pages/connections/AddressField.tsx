import type { ClipboardEvent } from 'react';
import { isAddress, type PastedAddress } from '../../../shared/rules/connections/pasted';
import { listed } from '../../../shared/rules/counted';
import { Banner, DefaultButton, Row, Stack } from '../../kit/base';
import { TextField } from '../../kit/inputs';

/** What is said once an address was pasted. */
export type AddressNews =
  | { readonly kind: 'taken'; readonly pasted: PastedAddress }
  /** `isMasked`: a password was taken out of what stands in the field. */
  | { readonly kind: 'unreadable'; readonly isMasked: boolean };

type Props = {
  news: AddressNews | null;
  /** What stands in it: only what cannot be read stays. */
  text: string;
  onText: (text: string) => void;
  /** An address that was typed to its end. */
  onAddress: (text: string) => void;
};

const unreadable = 'This address cannot be read.';
const howSigns =
  'Signs such as @ : / in its user name or password must stand there as %40 %3A %2F. Or fill in the fields below.';
const howMasked =
  'Its password was taken out of sight, and may be what could not be read: take the rest apart, then copy the password into its field below.';

/** The address (connection string) as Atlas or whoever runs the server gives it. What can be read never stays in it. */
export function AddressField({ news, text, onText, onAddress }: Props) {
  const take = () => onAddress(text);
  return (
    <Stack gap={8}>
      <TextField
        label="Paste an address"
        help="It begins with mongodb:// or mongodb+srv:// and is taken apart at once; its password goes into the password field."
        placeholder="mongodb+srv://"
        value={text}
        error={
          news?.kind === 'unreadable' ? `${unreadable} ${news.isMasked ? howMasked : howSigns}` : undefined
        }
        onChange={onText}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text === '') return;
          event.preventDefault();
          take();
        }}
      />
      {text.trim() !== '' && (
        <Row>
          <DefaultButton label="Take apart" size="small" onClick={take} />
        </Row>
      )}
      {news?.kind === 'taken' && <Taken pasted={news.pasted} />}
    </Stack>
  );
}

function Taken({ pasted: { leftOut, problems, secrets } }: { pasted: PastedAddress }) {
  if (problems.length > 0)
    return (
      <Banner tone="danger" boxed>
        <strong>The address was taken apart, but not all of it can be used.</strong>{' '}
        {problems.map(({ message }) => `${message}. `)}
        Ask whoever runs the server whether it can be reached without.
      </Banner>
    );
  const sets = leftOut.length > 0 ? ` Clinic Desk sets ${listed(leftOut)} itself.` : '';
  return (
    <Banner tone="info" boxed>
      The address is in the fields below{secrets.password ? ', its password under Password' : ''}.{sets}
    </Banner>
  );
}

/** An address that is pasted into any field of a form is taken apart instead: it may hold a password. */
export function catchAddress(event: ClipboardEvent, onAddress: (text: string) => void): void {
  const text = event.clipboardData.getData('text');
  if (!isAddress(text)) return;
  event.preventDefault();
  onAddress(text);
}
