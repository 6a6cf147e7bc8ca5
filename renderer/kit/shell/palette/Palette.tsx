import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { entities } from '../../../../shared/entities';
import { hasDuty, may } from '../../../../shared/rules/permissions';
import { errorWords, ForScreenReaders, Icon, Key } from '../../base';
import { hostOf, usePerson, useSettled } from '../../data';
import { formatNumber } from '../../format';
import { Preview } from './Preview';
import styles from './palette.module.css';
import { Results } from './Results';
import { type PaletteEntries, type PaletteEntry, usePaletteEntries } from './use-palette-entries';

type BodyProps = { onClose: () => void };

/** What is said when nobody matches: what to do next, or that the names shown are only like it. */
function nobodyWords({ total, isSimilarOnly }: PaletteEntries, typed: string): string | null {
  if (isSimilarOnly) return `No one matches “${typed}”. These names are like it.`;
  if (total !== 0) return null;
  return `No one matches “${typed}”. Try fewer letters, a phone number, a date of birth or a record number.`;
}

/** "5 results", for the ears. */
function countWords(found: PaletteEntries, typed: string): string {
  const count = found.entries.length;
  return nobodyWords(found, typed) ?? (count === 1 ? '1 result' : `${count} results`);
}

function Body({ onClose }: BodyProps) {
  const person = usePerson();
  const navigate = useNavigate();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const found = usePaletteEntries(typed, true);
  const { entries, total, error, isLoading, isSettled } = found;
  const chosenAt = Math.max(
    0,
    entries.findIndex(({ key }) => key === chosenKey),
  );
  const chosen = entries[chosenAt];
  const mayBook = may(person, 'create', entities.appointments);
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
  const open = (entry: PaletteEntry) => go(entry.to);
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
          aria-label={hasDuty(person, 'findPatients') ? 'Find a patient or a page' : 'Find a page'}
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosen ? `${listId} ${chosen.key}`.replaceAll(' ', '-') : undefined}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          placeholder={hasDuty(person, 'findPatients') ? 'Name, phone, birth date or record number' : 'Page'}
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

/** ⌘K: patients by anything one knows of them, pages, actions, doctors and clinics. */
export function Palette({ opened, onClose }: BodyProps & { opened: boolean }) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size="54.25rem" yOffset="5.5rem" padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label="Search" className={styles.dialog}>
        <Body onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}
