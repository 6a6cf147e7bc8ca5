import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { entities } from '../../../../shared/entities';
import { hasDuty, may } from '../../../../shared/rules/permissions';
import { errorWords, ForScreenReaders, Icon, Key } from '../../base';
import { hostOf, usePerson, useSettled } from '../../data';
import { Preview } from './Preview';
import styles from './palette.module.css';
import { Results } from './Results';
import { type PaletteEntry, usePaletteEntries } from './use-palette-entries';

type BodyProps = { onClose: () => void };

/** "5 results", "No one matches “Sørensen”", for eyes and ears. */
function countWords(count: number, patients: number | undefined, typed: string): string {
  if (patients === 0) return `No one matches “${typed}”.`;
  return count === 1 ? '1 result' : `${count} results`;
}

function Body({ onClose }: BodyProps) {
  const person = usePerson();
  const navigate = useNavigate();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const { entries, total, error, isLoading } = usePaletteEntries(typed, true);
  const chosenAt = Math.max(
    0,
    entries.findIndex(({ key }) => key === chosenKey),
  );
  const chosen = entries[chosenAt];
  const mayBook = may(person, 'create', entities.appointments);
  const announced = useSettled(isLoading ? '' : countWords(entries.length, total, typed.trim()), 400);
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

  const move = (by: number) =>
    setChosenKey(entries[(chosenAt + by + entries.length) % entries.length]?.key ?? null);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const mod = hostOf(window).isMac ? event.metaKey : event.ctrlKey;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key !== 'Enter' || !chosen) return;
    else if (mod && chosen.patient && mayBook) book(chosen.patient.id);
    else open(chosen);
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
          }}
          onKeyDown={press}
        />
        <Key keys="esc" />
      </div>
      <div className={styles.middle}>
        <div className={styles.results} ref={list}>
          {error && <p className={styles.note}>{errorWords(error).title}. Pages are still here.</p>}
          {total === 0 && !error && <p className={styles.note}>No one matches “{typed.trim()}”.</p>}
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
            {entries.filter((entry) => entry.patient).length} of {total} matching
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
