import styles from './logo.module.css';

type Props = {
  /** The clinic; before set-up the product itself. */
  name: string;
  note?: string;
  /** Only the tile (folded navigation). */
  isFolded?: boolean;
};

/** The tile with the first letter of the clinic, its name and what this is. */
export function Logo({ name, note, isFolded = false }: Props) {
  return (
    <div className={styles.logo}>
      <span className={styles.tile} aria-hidden>
        {[...name][0]?.toUpperCase()}
      </span>
      {!isFolded && (
        <span className={styles.words}>
          <span className={styles.name} title={name}>
            {name}
          </span>
          {note && <span className={styles.note}>{note}</span>}
        </span>
      )}
    </div>
  );
}
