import type { ReactNode } from 'react';
import type { Appointment } from '../../../shared/entities';
import {
  minutesWaiting,
  type StatusGlyphName,
  statusLabel,
  statusLooks,
  statusOf,
  waitingTone,
} from './status';
import styles from './StatusMark.module.css';

const ring = <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const glyphs: Readonly<Record<StatusGlyphName, ReactNode>> = {
  dashedRing: <circle cx="8" cy="8" r="5.6" {...line} strokeDasharray="0.1 2.83" />,
  ring,
  halfRing: (
    <>
      {ring}
      <path d="M8 4.6a3.4 3.4 0 0 1 0 6.8z" fill="currentColor" />
    </>
  ),
  fullRing: (
    <>
      {ring}
      <circle cx="8" cy="8" r="3.2" fill="currentColor" />
    </>
  ),
  check: <path d="M3.4 8.6l3 3 6.2-6.6" {...line} />,
  crossRing: (
    <>
      {ring}
      <path d="M6.1 6.1l3.8 3.8m0-3.8l-3.8 3.8" {...line} />
    </>
  ),
  slashRing: (
    <>
      {ring}
      <path d="M4.3 11.7l7.4-7.4" {...line} />
    </>
  ),
};

/** The glyph of a status, as decoration beside its word. */
export function StatusGlyph({ status }: { status: keyof typeof statusLooks }) {
  const { glyph, tone } = statusLooks[status];
  return (
    <svg
      className={styles.glyph}
      data-tone={tone}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      {glyphs[glyph]}
    </svg>
  );
}

/** Glyph, word and colour of an appointment's status; who waits is shown with the minutes. */
export function StatusMark({ appointment, now }: { appointment: Appointment; now: Date }) {
  const status = statusOf(appointment);
  const minutes = minutesWaiting(appointment, now);
  return (
    <span className={styles.mark} data-tone={statusLooks[status].tone}>
      <StatusGlyph status={status} />
      <span>{statusLabel(status)}</span>
      {minutes !== undefined && <Minutes minutes={minutes} />}
    </span>
  );
}

/** Waiting minutes in the colour of their length. */
function Minutes({ minutes }: { minutes: number }) {
  const tone = waitingTone(minutes);
  return (
    <span className={styles.minutes} data-tone={tone === 'danger' ? 'danger' : 'warn'}>
      {minutes} min
    </span>
  );
}
