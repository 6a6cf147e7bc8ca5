import { describe, expect, it } from 'vitest';
import { mayOpenOutside } from './external-links';

// Seen red with the list of hosts, the end of each pattern (`$`) and the check of the protocol left out, one by one.
describe('a link is opened outside', () => {
  it.each([
    'mailto:fatima@example.org',
    'tel:+49(171)123-4567',
    'https://www.apache.org/licenses/LICENSE-2.0',
  ])('when it is %s', (address) => expect(mayOpenOutside(address)).toBe(true));

  it.each([
    'http://www.apache.org/',
    'https://example.org/',
    'https://www.apache.org.example.org/',
    'https://www.apache.org@example.org/',
    'https://user@www.apache.org/',
    'https://www.apache.org:8443/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/share',
    'ms-msdt:/id',
    'app://clinic-desk/',
    'mailto:a@b.org?attach=/etc/passwd',
    'mailto:a@b.org,c@d.org',
    'mailto:a@b.org\r\nBcc: c@d.org',
    'tel:*#06#',
    'tel:110;ext=1',
    '',
  ])('never when it is %s', (address) => expect(mayOpenOutside(address)).toBe(false));
});
