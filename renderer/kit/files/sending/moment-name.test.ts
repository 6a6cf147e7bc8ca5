import { expect, it } from 'vitest';
import { namedPaste } from './files-of';
import { momentName } from './moment-name';
import { titleFrom } from './upload';

const at = new Date('2026-11-30T16:22:37.178Z');

// Seen red with the time zone of this computer, and with milliseconds glued to the seconds.
it('names photos and what is pasted after the moment at the clinic, as dates are written everywhere', () => {
  expect(momentName('Photo', at, 'America/Chicago')).toBe('Photo 30 Nov 2026, 10.22.37');
  const pasted = namedPaste(new File(['x'], 'image.png'), at, 'Asia/Kathmandu');
  expect(pasted.name).toBe('Pasted 30 Nov 2026, 22.07.37.png');
  expect(titleFrom(pasted.name)).toBe('Pasted 30 Nov 2026, 22:07:37');
  expect(titleFrom('Minutes 10.22.37.pdf')).toBe('Minutes 10.22.37');
});

it('leaves what has a name of its own as it is', () => {
  const named = new File(['x'], 'wound.png');
  expect(namedPaste(named, at, 'America/Chicago')).toBe(named);
});
