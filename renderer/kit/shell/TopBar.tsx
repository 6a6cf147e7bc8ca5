import {
  IconCheck,
  IconChevronDown,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { Avatar, ForScreenReaders, Icon, type IconLike, Key, Menu } from '../base';
import { usePerson } from '../data';
import { type Appearance, appearances, useAppearance } from './appearance';
import { ConnectionItem } from './Connection';
import { roleWords } from './role-words';
import styles from './top-bar.module.css';

const icons: Readonly<Record<Appearance, IconLike>> = {
  light: IconSun,
  dark: IconMoon,
  auto: IconDeviceDesktop,
};

type Props = {
  /** What the search finds; `searchMore` follows where there is room. */
  searchHint: string;
  searchMore?: string;
  onSearch: () => void;
  onAccount: () => void;
  onShortcuts: () => void;
  onSignOut: () => void;
};

/** Search, the state of the connection, and the person who is signed in. */
export function TopBar({ searchHint, searchMore, onSearch, onAccount, onShortcuts, onSignOut }: Props) {
  const person = usePerson();
  const [appearance, setAppearance] = useAppearance();
  return (
    <header className={styles.bar}>
      <div className={styles.line}>
        <button type="button" className={styles.search} aria-haspopup="dialog" onClick={onSearch}>
          <Icon icon={IconSearch} />
          <span className={styles.hint}>
            {searchHint}
            {searchMore && <span className={styles.more}> {searchMore}</span>}
          </span>
          <Key keys="mod+K" />
        </button>
        <div className={styles.right}>
          <ConnectionItem />
          <span className={styles.rule} />
          <Menu
            label={`Signed in as ${person.displayName}`}
            target={
              <button type="button" className={styles.person}>
                <Avatar name={person.displayName} size={24} strong />
                <span className={styles.words}>
                  <span className={styles.name}>
                    <ForScreenReaders>Signed in as </ForScreenReaders>
                    {person.displayName}
                  </span>
                  <span className={styles.role}>{roleWords(person.roles)}</span>
                </span>
                <Icon icon={IconChevronDown} />
              </button>
            }
            items={[
              { label: 'Account', icon: IconUserCircle, onSelect: onAccount },
              { label: 'Keyboard shortcuts', icon: IconKeyboard, shortcut: '?', onSelect: onShortcuts },
              { heading: 'Appearance' },
              ...appearances.map(({ value, label }) => ({
                label: value === appearance ? `${label} (chosen)` : label,
                icon: value === appearance ? IconCheck : icons[value],
                onSelect: () => setAppearance(value),
              })),
              'divider' as const,
              { label: 'Sign out', icon: IconLogout, onSelect: onSignOut },
            ]}
          />
        </div>
      </div>
    </header>
  );
}
