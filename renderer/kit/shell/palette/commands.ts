import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { wordsOf } from '../../../../shared/rules/names';
import type { IconLike } from '../../base';
import type { Appearance } from '../appearance';

/** Something done at once, without a page of its own. */
export type Command = {
  readonly key: string;
  readonly label: string;
  /** Further words that people look for it by. */
  readonly also: string;
  readonly icon: IconLike;
  readonly run: () => void;
};

export type CommandDoings = {
  readonly account: () => void;
  readonly shortcuts: () => void;
  readonly signOut: () => void;
  readonly setAppearance: (next: Appearance) => void;
};

/** What the menu of the person offers, for those who type instead. */
export const commandsOf = ({ account, shortcuts, signOut, setAppearance }: CommandDoings): Command[] => [
  {
    key: 'account',
    label: 'Account',
    also: 'profile password settings preferences',
    icon: IconUserCircle,
    run: account,
  },
  { key: 'shortcuts', label: 'Keyboard shortcuts', also: 'keys help', icon: IconKeyboard, run: shortcuts },
  {
    key: 'dark',
    label: 'Dark appearance',
    also: 'mode theme night',
    icon: IconMoon,
    run: () => setAppearance('dark'),
  },
  {
    key: 'light',
    label: 'Light appearance',
    also: 'mode theme day bright',
    icon: IconSun,
    run: () => setAppearance('light'),
  },
  {
    key: 'auto',
    label: 'Appearance as the system',
    also: 'mode theme dark light',
    icon: IconDeviceDesktop,
    run: () => setAppearance('auto'),
  },
  {
    key: 'sign-out',
    label: 'Sign out',
    also: 'log logout off signout exit lock',
    icon: IconLogout,
    run: signOut,
  },
];

/** True when every typed word begins a word of the label or of `also`. */
export function isMeant(query: string, label: string, also = ''): boolean {
  const words = wordsOf(`${label} ${also}`);
  return wordsOf(query).every((typed) => words.some((word) => word.startsWith(typed)));
}
