import classes from './avatar.module.css';

export type AvatarProps = {
  name: string;
  /** Round beside text, a rounded square in the banner of a chart. */
  round?: boolean;
  /** Side in px: 24 in bars, 32 in lists, 42 in a banner. */
  size?: number;
  /** A picture as a data URL. */
  image?: string;
  /** Accent ground: the person signed in, the one chosen. */
  strong?: boolean;
};

/** First letters of the first and the last word: "Tanmay Kulkarni" → TK. Titles such as Dr are left out. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/^(dr|prof|mr|mrs|ms)\.?\s+/i, '')
    .split(/[\s,]+/)
    .filter((word) => /^\p{L}/u.test(word));
  const first = words[0]?.match(/^\p{L}/u)?.[0] ?? '';
  const last = words.length > 1 ? (words.at(-1)?.match(/^\p{L}/u)?.[0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** Initials or a picture. Decoration: the name stands beside it. */
export function Avatar({ name, round = true, size = 32, image, strong }: AvatarProps) {
  return (
    <span
      className={classes.avatar}
      data-round={round || undefined}
      data-strong={strong || undefined}
      style={{ width: `${size / 16}rem`, height: `${size / 16}rem`, fontSize: `${(size * 0.36) / 16}rem` }}
      aria-hidden
    >
      {image ? <img src={image} alt="" /> : initialsOf(name)}
    </span>
  );
}
