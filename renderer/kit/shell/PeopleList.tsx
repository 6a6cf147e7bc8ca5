import { IconPlus, IconX } from '@tabler/icons-react';
import { Avatar, Icon, IconButton } from '../base';
import type { PersonHere } from '../data';
import styles from './people-list.module.css';

type Props = {
  people: readonly PersonHere[];
  /** User name of the chosen one; null: someone else. */
  chosen: string | null;
  onChoose: (username: string | null) => void;
  onForget: (username: string) => void;
};

/** Who signed in on this computer before. */
export function PeopleList({ people, chosen, onChoose, onForget }: Props) {
  return (
    <section aria-label="On this computer">
      <h2 className={styles.title}>On this computer</h2>
      <ul className={styles.list}>
        {people.map((person) => {
          const isChosen = person.username === chosen;
          return (
            <li key={person.username} className={styles.line} data-chosen={isChosen || undefined}>
              <button
                type="button"
                className={styles.person}
                aria-pressed={isChosen}
                onClick={() => onChoose(person.username)}
              >
                <Avatar name={person.displayName} size={32} strong={isChosen} />
                <span className={styles.words}>
                  <span className={styles.name}>{person.displayName}</span>
                  <span className={styles.role}>{person.role}</span>
                </span>
              </button>
              <span className={styles.forget}>
                <IconButton
                  label={`Take ${person.displayName} off this list`}
                  icon={IconX}
                  onClick={() => onForget(person.username)}
                />
              </span>
            </li>
          );
        })}
        <li className={styles.line} data-chosen={chosen === null || undefined}>
          <button
            type="button"
            className={styles.person}
            aria-pressed={chosen === null}
            onClick={() => onChoose(null)}
          >
            <span className={styles.other}>
              <Icon icon={IconPlus} />
            </span>
            <span className={styles.words}>Someone else</span>
          </button>
        </li>
      </ul>
    </section>
  );
}
