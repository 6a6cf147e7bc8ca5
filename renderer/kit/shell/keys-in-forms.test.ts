import { expect, it } from 'vitest';
import { keysInForms } from './keys-in-forms';
import { shortcutPlaces } from './shortcut-places';

const linesFor = (role: 'doctor' | 'frontdesk', lettersOn = true) =>
  shortcutPlaces(keysInForms({ roles: [role] }), lettersOn);

it('the list of keys tells of saving, finishing and snippets before a form is open', () => {
  expect(linesFor('doctor')).toEqual([
    {
      title: 'In a form',
      lines: [
        { label: 'Save now', keys: ['mod+S'] },
        { label: 'Save and sign a visit, save anything else', keys: ['mod+enter'] },
        { label: 'Snippets, in the text of a visit', keys: ['/'] },
      ],
    },
  ]);
});

it('and of no visits and snippets to those who write none', () => {
  expect(linesFor('frontdesk')).toEqual([
    { title: 'In a form', lines: [{ label: 'Save now', keys: ['mod+S', 'mod+enter'] }] },
  ]);
});

// Seen red with "/" left out among the single letters: it is typed in a text, where it works all the same.
it('snippets are there when single letters are switched off', () => {
  expect(linesFor('doctor', false)).toEqual(linesFor('doctor'));
});
