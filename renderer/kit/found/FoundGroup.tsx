import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { FoundRecord, FoundRecords } from '../../../shared/contract';
import { Icon, Marked } from '../base';
import { useToday } from '../data';
import { formatDate } from '../format';
import { iconOf } from '../shell/navigation';
import classes from './found.module.css';
import { countWord, foundTitle, kindsWord, whoseWords } from './found-words';
import { hitAddress } from './hit-address';

type Props = {
  group: FoundRecords;
  /** At the right of the head: "All 240 visits". */
  action?: ReactNode;
};

/** Found records of one kind: whose, what, when, and the words that were looked for. Each leads to its record. */
export function FoundGroup({ group, action }: Props) {
  const { kind, hits } = group;
  return (
    <section className={classes.group} aria-label={kindsWord(kind)}>
      <div className={classes.head}>
        <h2>{kindsWord(kind)}</h2>
        <span className={classes.count}>{countWord(group)}</span>
        {action}
      </div>
      {group.isUnfinished && (
        <p className={classes.note}>
          Too many {kindsWord(kind).toLowerCase()} have one of these words to look through all of them. Add a
          rarer word.
        </p>
      )}
      <ul className={classes.list}>
        {hits.map((hit) => (
          <li key={hit.id}>
            <Hit kind={kind} hit={hit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hit({ kind, hit }: { kind: FoundRecords['kind']; hit: FoundRecord }) {
  const title = foundTitle(kind, hit);
  const whose = whoseWords(hit, useToday());
  return (
    <RouterLink to={hitAddress(kind, hit)} className={classes.hit}>
      <span className={classes.icon}>
        <Icon icon={iconOf(kind)} />
      </span>
      <span className={classes.words}>
        <span className={classes.title}>
          <strong>{hit.patientName ?? title}</strong>
          {whose && <span>{whose}</span>}
          {hit.patientName && <span>{title}</span>}
        </span>
        {hit.fragments.map(({ field, text, marks }) => (
          <span key={`${field} ${text}`} className={classes.fragment}>
            <span className={classes.field}>{field}</span> <Marked {...written(text, marks)} />
          </span>
        ))}
      </span>
    </RouterLink>
  );
}

type Marks = FoundRecord['fragments'][number]['marks'];

/** A date of birth is written as dates are; it was found as a whole. */
function written(text: string, marks: Marks): { text: string; marks: Marks } {
  const date = formatDate(text);
  return date === text ? { text, marks } : { text: date, marks: [[0, date.length]] };
}
