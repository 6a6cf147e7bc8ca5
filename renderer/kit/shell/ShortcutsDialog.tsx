import { useId } from 'react';
import { Dialog, Key, Quiet } from '../base';
import { useShortcutList, useSingleLetters } from '../data';
import { type ShortcutPlace, shortcutPlaces } from './shortcut-places';
import styles from './shortcuts-dialog.module.css';

function Place({ title, lines }: ShortcutPlace) {
  const titleId = useId();
  return (
    <section className={styles.place} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.title}>
        {title}
      </h3>
      <dl className={styles.list}>
        {lines.map(({ label, keys }) => (
          <div key={label} className={styles.line}>
            <dt>{label}</dt>
            <dd>
              {keys.map((each) => (
                <Key key={each} keys={each} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Everything the keyboard can do on the page that is open, place by place, to be read down the columns. */
export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const shortcuts = useShortcutList();
  const [lettersOn] = useSingleLetters();
  return (
    <Dialog opened={opened} onClose={onClose} title="Keyboard shortcuts">
      <div className={styles.places}>
        {shortcutPlaces(shortcuts, lettersOn).map((place) => (
          <Place key={place.title} {...place} />
        ))}
      </div>
      <Quiet>
        {lettersOn
          ? 'Single letters work outside text fields. Switch them off under Account.'
          : 'Single letters are switched off. Switch them on under Account.'}
      </Quiet>
    </Dialog>
  );
}
