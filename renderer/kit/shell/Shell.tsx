import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { hasDuty } from '../../../shared/rules/permissions';
import { Banner, Link, notify } from '../base';
import {
  hostOf,
  newKeys,
  useHome,
  usePerson,
  useSession,
  useShortcut,
  useShownKeys,
  useStoredFlag,
} from '../data';
import { AloneStrip } from './AloneStrip';
import { AwayStrip } from './AwayStrip';
import { RoomStrip } from './RoomStrip';
import { SavingStrip } from './SavingStrip';
import { keysInForms } from './keys-in-forms';
import { Navigation } from './Navigation';
import { creationsOf, currentItem, navigationOf } from './navigation';
import { Palette } from './palette/Palette';
import { ShortcutsDialog } from './ShortcutsDialog';
import styles from './shell.module.css';
import { TopBar } from './TopBar';
import { useIsNarrow } from './use-is-narrow';
import { useLightPaper } from './use-light-paper';

/** Below this width, in rem, there is room for the icons of the navigation only. */
const foldBelow = 60;

/** What the application menu may ask for; the page does it. */
export type MenuCommands = (run: (command: string) => void) => () => void;

/** ⌘1 … ⌘7. Hooks want a fixed number: seven, whether or not there is a page for each. */
const numbers = [1, 2, 3, 4, 5, 6, 7] as const;

function usePageKeys(): ReturnType<typeof navigationOf> {
  const person = usePerson();
  const navigate = useNavigate();
  const items = useMemo(() => navigationOf(person), [person]);
  for (const number of numbers) {
    const item = items[number - 1];
    // oxlint-disable-next-line react/rules-of-hooks -- always seven, always in this order
    useShortcut(`mod+${number}`, () => item && void navigate(item.to), item?.label ?? '', {
      isOn: item !== undefined,
    });
  }
  return items;
}

/** ⌘N and ⌘⇧N, where the person may record such. */
function useCreationKeys(): void {
  const person = usePerson();
  const navigate = useNavigate();
  const creations = useMemo(() => creationsOf(person), [person]);
  const keys = newKeys(hostOf(window));
  const patient = creations.find(({ entity }) => entity === 'patients');
  const appointment = creations.find(({ entity }) => entity === 'appointments');
  useShortcut(keys.patient, () => patient && void navigate(patient.to), 'New patient', {
    isOn: patient !== undefined,
    leadsToField: true,
  });
  useShortcut(keys.appointment, () => appointment && void navigate(appointment.to), 'New appointment', {
    isOn: appointment !== undefined,
    leadsToField: true,
  });
}

/** After going to another page the focus stands at its beginning, and the window is named after it. */
function usePageStart(title: string): { ref: React.RefObject<HTMLElement | null> } {
  const { pathname } = useLocation();
  const ref = useRef<HTMLElement>(null);
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    // A page that puts the focus into its first field has done so by now.
    if (!ref.current?.contains(document.activeElement)) ref.current?.focus({ preventScroll: true });
  }, [pathname]);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return { ref };
}

type Props = { onSignOut: () => void; onMenu?: MenuCommands; children: ReactNode };

/** The frame around every page of a signed-in person: navigation, top bar, search, shortcuts. */
export function Shell({ onSignOut, onMenu, children }: Props) {
  const person = usePerson();
  const session = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [isSearching, setSearching] = useState(false);
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const [isFoldedByChoice, setFolded] = useStoredFlag('navigation-folded', false);
  const frame = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow(frame, foldBelow);
  const isFolded = isNarrow || isFoldedByChoice;
  const fold = () => setFolded(!isFoldedByChoice);
  const showShortcuts = useCallback(() => setShowsShortcuts(true), []);

  useShortcut(
    'mod+K',
    () => setSearching(true),
    hasDuty(person, 'findPatients') ? 'Find a patient' : 'Find a page or a record',
    { leadsToField: true },
  );
  useLightPaper();
  const items = usePageKeys();
  useCreationKeys();
  useShortcut('mod+B', fold, 'Fold navigation', { isOn: !isNarrow });
  useEffect(() => () => notify.personLeft(), []);
  // In a text field the same keys take back what was typed.
  useShortcut('mod+Z', () => notify.undoLatest(), 'Undo the last step', {
    worksInFields: false,
  });
  useShortcut('?', () => setShowsShortcuts(true), 'This list');
  useShownKeys(keysInForms(person));

  const home = useHome({
    isWanted: items.some((item) => item.count) && hasDuty(person, 'readDashboard'),
  }).data;
  const pending = home?.attention.find(({ kind }) => kind === 'pendingAccounts')?.count;
  const current = currentItem(items, pathname);
  const clinic = session.clinic?.name ?? 'Clinic Desk';
  const main = usePageStart(current ? `${current.label} – ${clinic}` : clinic);

  useEffect(
    () =>
      onMenu?.((command) => {
        if (command === 'search') setSearching(true);
        else if (command === 'shortcuts') setShowsShortcuts(true);
        else if (command === 'sign-out') onSignOut();
        else if (command.startsWith('/')) void navigate(command);
      }),
    [onMenu, onSignOut, navigate],
  );

  return (
    <div ref={frame} className={styles.shell} data-folded={isFolded || undefined}>
      <a className={styles.skip} href="#page" onClick={(event) => skipTo(event, main.ref.current)}>
        Skip to the page
      </a>
      <Navigation
        clinic={clinic}
        items={items}
        current={current}
        counts={{ waiting: home?.figures.waiting.value ?? 0, pendingAccounts: pending }}
        isFolded={isFolded}
        onFold={isNarrow ? undefined : fold}
      />
      <div className={styles.column}>
        <TopBar
          {...(hasDuty(person, 'findPatients')
            ? { searchHint: 'Find a patient', searchMore: 'by name, phone, birth date or record number' }
            : { searchHint: 'Find a page or a record' })}
          onSearch={() => setSearching(true)}
          onAccount={() => void navigate('/account')}
          onShortcuts={() => setShowsShortcuts(true)}
          onSignOut={onSignOut}
        />
        <AwayStrip />
        <SavingStrip />
        <RoomStrip />
        <AloneStrip />
        {person.passwordIsWeak && pathname !== '/account' && (
          <Banner tone="info" action={<Link to="/account">Choose a new one</Link>}>
            Your password comes from the older system and is easy to guess.
          </Banner>
        )}
        <main ref={main.ref} id="page" className={styles.page} tabIndex={-1}>
          {children}
        </main>
      </div>
      <Palette
        opened={isSearching}
        onClose={() => setSearching(false)}
        shortcuts={showShortcuts}
        signOut={onSignOut}
      />
      <ShortcutsDialog opened={showsShortcuts} onClose={() => setShowsShortcuts(false)} />
    </div>
  );
}

/** The address holds the route, so an ordinary jump to an anchor would leave the page. */
function skipTo(event: { preventDefault(): void }, page: HTMLElement | null): void {
  event.preventDefault();
  page?.focus();
}
