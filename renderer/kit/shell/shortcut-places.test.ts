import { describe, expect, it } from 'vitest';
import { shortcutPlaces } from './shortcut-places';

const registered = [
  { keys: 'mod+K', label: 'Find a patient' },
  { keys: 'mod+1', label: 'Today' },
  { keys: '?', label: 'This list' },
  { keys: 'T', label: 'Today' },
  { keys: 'ArrowLeft', label: 'Day back' },
  { keys: 'J', label: 'Next row' },
  { keys: 'down', label: 'Next row' },
];

describe('the list of shortcuts', () => {
  it('names every key once, by the place where it works', () => {
    expect(shortcutPlaces(registered, true)).toEqual([
      {
        title: 'Everywhere',
        lines: [
          { label: 'Find a patient', keys: ['mod+K'] },
          { label: 'This list', keys: ['?'] },
        ],
      },
      { title: 'Go to', lines: [{ label: 'Today', keys: ['mod+1'] }] },
      {
        title: 'On this page',
        lines: [
          { label: 'Today', keys: ['T'] },
          { label: 'Day back', keys: ['Left'] },
        ],
      },
      { title: 'In a list', lines: [{ label: 'Next row', keys: ['J', 'down'] }] },
    ]);
  });

  it('shows what acts when two share their keys: the page over the shell', () => {
    const both = [...registered, { keys: 'mod+K', label: 'Find a doctor' }];
    expect(shortcutPlaces(both, true)[0]?.lines[0]).toEqual({ label: 'Find a doctor', keys: ['mod+K'] });
  });

  it('leaves single letters out while they are switched off', () => {
    const labels = shortcutPlaces(registered, false).flatMap(({ lines }) =>
      lines.flatMap(({ keys }) => keys),
    );
    expect(labels).toEqual(['mod+K', 'mod+1', 'Left', 'down']);
  });
});
