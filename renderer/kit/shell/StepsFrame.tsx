import { IconCheck } from '@tabler/icons-react';
import type { ReactNode, SubmitEvent } from 'react';
import { Icon } from '../base';
import { ConnectionState } from './Connection';
import { Logo } from './Logo';
import styles from './steps-frame.module.css';

export type Step = { title: string; note: string };

type Props = {
  steps: readonly Step[];
  /** Index of the step that is open; as many as there are steps when all is done. */
  current: number;
  title: string;
  text?: ReactNode;
  children: ReactNode;
  /** At the bottom edge, right; the obvious one last. */
  actions: ReactNode;
  /** A submit button or Enter in a field. */
  onSubmit: () => void;
};

/** One question a page, the steps at the left. */
export function StepsFrame({ steps, current, title, text, children, actions, onSubmit }: Props) {
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <div className={styles.frame}>
      <aside className={styles.aside} aria-label="Steps">
        <Logo name="Clinic Desk" note="First-time set-up" />
        <ol className={styles.steps}>
          {steps.map((step, index) => (
            <li
              key={step.title}
              className={styles.step}
              data-state={index === current ? 'current' : index < current ? 'done' : 'ahead'}
              aria-current={index === current ? 'step' : undefined}
            >
              <span className={styles.mark} aria-hidden>
                {index < current ? <Icon icon={IconCheck} size={14} /> : index + 1}
              </span>
              <span className={styles.words}>
                <span className={styles.stepTitle}>{step.title}</span>
                <span className={styles.note}>{step.note}</span>
              </span>
            </li>
          ))}
        </ol>
        <div className={styles.connection}>
          <ConnectionState />
        </div>
      </aside>
      <main className={styles.main}>
        <form className={styles.form} noValidate onSubmit={send}>
          <div className={styles.scroll}>
            <div className={styles.column}>
              <h1 className={styles.title}>{title}</h1>
              {text && <p className={styles.text}>{text}</p>}
              <div className={styles.content}>{children}</div>
            </div>
          </div>
          <footer className={styles.foot}>
            <div className={styles.actions}>{actions}</div>
          </footer>
        </form>
      </main>
    </div>
  );
}

type FactProps = {
  icon: Parameters<typeof Icon>[0]['icon'];
  title: string;
  text: ReactNode;
  points: readonly string[];
};

/** Something that is so, with what follows from it; not a choice. */
export function FactCard({ icon, title, text, points }: FactProps) {
  return (
    <section className={styles.fact} aria-label={title}>
      <span className={styles.factIcon}>
        <Icon icon={icon} size={20} />
      </span>
      <div>
        <div className={styles.factTitle}>{title}</div>
        <p className={styles.factText}>{text}</p>
        <ul className={styles.points}>
          {points.map((point) => (
            <li key={point}>
              <Icon icon={IconCheck} size={14} />
              {point}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
