import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

/** The whole of a cut text, or a word of explanation, on hover and focus. The child must take a ref. */
export function Tip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <Tooltip label={text} events={{ hover: true, focus: true, touch: true }}>
      {children}
    </Tooltip>
  );
}
