import { Dialog, Key, Quiet } from '../base';
import { useShortcutList, useSingleLetters } from '../data';
import styles from './shortcuts-dialog.module.css';

/** Everything the keyboard can do on the page that is open. */
export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const shortcuts = useShortcutList();
  const [lettersOn] = useSingleLetters();
  // The newest of two with the same keys acts; it is the one to show, where the first stood.
  const byKeys = new Map(shortcuts.map((shortcut) => [shortcut.keys.toLowerCase(), shortcut]));
  return (
    <Dialog opened={opened} onClose={onClose} title="Keyboard shortcuts">
      <dl className={styles.list}>
        {[...byKeys.values()].map((shortcut) => (
          <div key={shortcut.keys} className={styles.line}>
            <dt>{shortcut.label}</dt>
            <dd>
              <Key keys={shortcut.keys.replace(/arrow/i, '')} />
            </dd>
          </div>
        ))}
      </dl>
      <Quiet>
        {lettersOn
          ? 'Single letters work outside text fields. Switch them off under Account.'
          : 'Single letters are switched off. Switch them on under Account.'}
      </Quiet>
    </Dialog>
  );
}
