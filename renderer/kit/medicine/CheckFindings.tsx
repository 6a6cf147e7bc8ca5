import { type KeptFinding, sayDecided, sayFinding } from '../../../shared/rules/check-prescription';
import { grouped, toneOf } from './check-words';
import classes from './medicine.module.css';

type Props = {
  findings: readonly KeptFinding[];
  /** It is not taken now: there is nothing to choose any more. */
  isOver?: boolean;
};

/** What speaks against a medicine, worst first, with its sources; what is about one other medicine stands together. */
export function CheckFindings({ findings, isOver = false }: Props) {
  if (findings.length === 0) return null;
  return (
    <ul className={classes.groups}>
      {grouped(findings).map((group) => (
        <li key={group[0]?.about} className={classes.group}>
          {group.map((finding) => (
            <div key={finding.message} className={classes.finding} data-tone={toneOf(finding)}>
              {isOver ? sayDecided(finding) : sayFinding(finding)}
              {finding.source && <span className={classes.source}>{finding.source}</span>}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
