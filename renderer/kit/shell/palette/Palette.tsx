import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { entities } from '../../../../shared/entities';
import { hasDuty, may } from '../../../../shared/rules/permissions';
import { errorWords, ForScreenReaders, Icon, Key } from '../../base';
import { hostOf, usePerson, useSettled } from '../../data';
import { formatNumber } from '../../format';
import { useAppearance } from '../appearance';
import { type CommandDoings, commandsOf } from './commands';
import { Preview } from './Preview';
import styles from './palette.module.css';
import { Results } from './Results';
import type { PaletteEntry } from './palette-entry';
import { type PaletteEntries, usePaletteEntries } from './use-palette-entries';

type BodyProps = { onClose: () => void } & Pick<CommandDoings, 'shortcuts' | 'signOut'>;

/** What is said when nobody matches: what to do next, or that the names shown are only like it. */
function nobodyWords(
  { total, isSimilarOnly, isPageMeant, entries }: PaletteEntries,
  typed: string,
): string | null {
  if (isPageMeant) return null;
  if (isSimilarOnly) return `No one matches “${typed}”. These names are like it.`;
  // Who finds no patients is told of records alone.
  if (total === undefined && typed !== '' && entries.length === 0) return `Nothing matches “${typed}”.`;
  if (total !== 0) return null;
  // A doctor or a clinic is someone too; what stands in a record is no name.
  if (entries.some(({ key }) => /^(doctors|clinics|record) /.test(key))) return null;
  return `No one matches “${typed}”. Try fewer letters, a phone number, a date of birth or a record number.`;
}

/** What leads on from what was found, and was not found itself. */
const leadsOn: ReadonlySet<string> = new Set(['record all', 'new patient']);

/** "5 results", for the ears. */
function countWords(found: PaletteEntries, typed: string): string {
  const count = found.entries.filter(({ key }) => !leadsOn.has(key)).length;
  return nobodyWords(found, typed) ?? (count === 1 ? '1 result' : `${count} results`);
}

function Body({ onClose, shortcuts, signOut }: BodyProps) {
  const person = usePerson();
  const navigate = useNavigate();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const [, setAppearance] = useAppearance();
  const commands = useMemo(
    () => commandsOf({ account: () => void navigate('/account'), shortcuts, signOut, setAppearance }),
    [navigate, shortcuts, signOut, setAppearance],
  );
  const found = usePaletteEntries(typed, true, commands);
  const { entries, total, error, isLoading, isSettled } = found;
  const chosenAt = Math.max(
    0,
    entries.findIndex(({ key }) => key === chosenKey),
  );
  const chosen = entries[chosenAt];
  const mayBook = may(person, 'create', entities.appointments);
  const isSlow = useSettled(!isSettled, 300) && !isSettled && !error;
  const announced = useSettled(isLoading || !isSettled ? '' : countWords(found, typed.trim()), 400);
  const nobody = isSettled && !error ? nobodyWords(found, typed.trim()) : null;
  /** Enter was pressed before the answer to what is typed was there. */
  const [waiting, setWaiting] = useState<'open' | 'book' | null>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // Only keys move the choice out of sight.
    if (chosenKey)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosenKey]);

  const go = (to: string) => {
    onClose();
    void navigate(to);
  };
  const open = (entry: PaletteEntry) => {
    if ('to' in entry.go) return go(entry.go.to);
    onClose();
    entry.go.run();
  };
  const book = (patientId: string) => go(`/appointments/new?patient=${patientId}`);

  const act = (what: 'open' | 'book') => {
    if (!chosen) return;
    if (what === 'book' && chosen.patient && mayBook) book(chosen.patient.id);
    else open(chosen);
  };
  const actNow = useRef(act);
  useEffect(() => {
    actNow.current = act;
  });
  useEffect(() => {
    if (!waiting || !isSettled) return;
    setWaiting(null);
    actNow.current(waiting);
  }, [waiting, isSettled]);

  const move = (by: number) =>
    setChosenKey(entries[(chosenAt + by + entries.length) % entries.length]?.key ?? null);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const mod = hostOf(window).isMac ? event.metaKey : event.ctrlKey;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') setWaiting(mod ? 'book' : 'open');
    else return;
    event.preventDefault();
  };
  const { patient } = chosen ?? {};
  return (
    <div className={styles.palette}>
      <div className={styles.field}>
        <Icon icon={IconSearch} size={18} />
        <input
          className={styles.input}
          role="combobox"
          aria-label={
            hasDuty(person, 'findPatients') ? 'Find a patient or a page' : 'Find a page or a record'
          }
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosen ? `${listId} ${chosen.key}`.replaceAll(' ', '-') : undefined}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          placeholder={
            hasDuty(person, 'findPatients')
              ? 'Name, phone, birth date or record number'
              : 'Page or words of a record'
          }
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosenKey(null);
            setWaiting(null);
          }}
          onKeyDown={press}
        />
        <Key keys="esc" />
      </div>
      <div className={styles.middle}>
        <div className={styles.results} ref={list}>
          {error && <p className={styles.note}>{errorWords(error).title}. Pages are still here.</p>}
          {nobody && <p className={styles.note}>{nobody}</p>}
          {isSlow && <p className={styles.note}>Looking for “{typed.trim()}”…</p>}
          <Results
            id={listId}
            entries={entries}
            chosen={chosen}
            query={typed}
            onChoose={(entry) => setChosenKey(entry.key)}
            onOpen={open}
          />
        </div>
        {patient && (
          <aside className={styles.aside} aria-label="Chosen patient">
            <Preview
              patient={patient}
              onOpen={() => go(`/patients/${patient.id}`)}
              onBook={mayBook ? () => book(patient.id) : undefined}
            />
          </aside>
        )}
      </div>
      <div className={styles.foot}>
        <span className={styles.keys} aria-hidden>
          <span>
            <Key keys="up" /> <Key keys="down" /> Move
          </span>
          <span>
            <Key keys="enter" /> Open
          </span>
          {patient && mayBook && (
            <span>
              <Key keys="mod+enter" /> Book
            </span>
          )}
        </span>
        {total !== undefined && total > 0 && (
          <span>
            {entries.filter((entry) => entry.patient).length} of {formatNumber(total)}{' '}
            {found.isSimilarOnly ? 'similar' : 'matching'}
          </span>
        )}
      </div>
      <ForScreenReaders>
        <span role="status">{announced}</span>
      </ForScreenReaders>
    </div>
  );
}

/** ⌘K: patients by anything one knows of them, pages, actions, doctors, clinics, and words in records. */
export function Palette({ opened, ...rest }: BodyProps & { opened: boolean }) {
  // Opened again while it fades, it starts afresh.
  const [turn, setTurn] = useState({ opened, count: 0 });
  if (turn.opened !== opened) setTurn({ opened, count: turn.count + (opened ? 1 : 0) });
  const content = useRef<HTMLDivElement>(null);
  useReturnedFocus(opened, content);
  return (
    <Modal.Root
      opened={opened}
      onClose={rest.onClose}
      size="54.25rem"
      yOffset="5.5rem"
      padding={0}
      returnFocus={false}
    >
      <Modal.Overlay />
      <Modal.Content ref={content} aria-label="Search" className={styles.dialog}>
        <Body key={turn.count} {...rest} />
      </Modal.Content>
    </Modal.Root>
  );
}

/**
 * The focus goes back to where it was, or to the page, and at once: while the palette fades it covers nothing any more,
 * and ⌘K right after Esc opens it again.
 */
function useReturnedFocus(opened: boolean, content: RefObject<HTMLElement | null>): void {
  const before = useRef<Element | null>(null);
  const wasOpened = useRef(false);
  useEffect(() => {
    const { activeElement, body } = document;
    const isInside = content.current?.contains(activeElement) ?? false;
    if (opened && !isInside) before.current = activeElement;
    // Where a page has taken the focus meanwhile, it stays.
    if (!opened && wasOpened.current && (isInside || activeElement === body)) {
      const isThere = before.current?.isConnected && before.current !== body;
      const place = isThere ? before.current : document.getElementById('page');
      if (place instanceof HTMLElement) place.focus({ preventScroll: true });
    }
    wasOpened.current = opened;
  }, [opened, content]);
}
