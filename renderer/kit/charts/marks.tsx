import classes from './charts.module.css';

/** How a series looks: a colour, and what tells it from the others without one. */
type Mark = {
  readonly colour: string;
  /** Drawn over the colour in a square of 8 × 8; absent for a plain ground. */
  readonly hatch?: string;
  /** Of a line: lengths of dash and gap. */
  readonly dashes?: string;
};

/** In the order in which series are given; there are no more than can be told apart. */
const marks: readonly Mark[] = [
  { colour: 'var(--c-accent)' },
  { colour: 'var(--c-doctor-amber)', hatch: 'M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4', dashes: '7 4' },
  { colour: 'var(--c-doctor-violet)', hatch: 'M0,2 h8 M0,6 h8', dashes: '2 4' },
  { colour: 'var(--c-doctor-rose)', hatch: 'M2,0 v8 M6,0 v8', dashes: '9 3 2 3' },
  { colour: 'var(--c-doctor-green)', hatch: 'M0,0 l8,8 M0,8 l8,-8', dashes: '12 4' },
  { colour: 'var(--c-doctor-blue)', hatch: 'M2,2 h1 M6,6 h1', dashes: '4 2' },
  { colour: 'var(--c-doctor-slate)', hatch: 'M0,4 h8 M4,0 v8', dashes: '1 3' },
];

/** More series than this cannot be told apart; who draws joins the small ones before. */
export const mostSeries = marks.length;

export const markOf = (index: number): Mark => marks[index % mostSeries] ?? { colour: 'var(--c-accent)' };

const patternId = (plot: string, index: number) => `${plot}-${index}`;

/** What bars of a series are filled with. */
export const fillOf = (plot: string, index: number): string =>
  markOf(index).hatch === undefined ? markOf(index).colour : `url(#${patternId(plot, index)})`;

/** The patterns of a plot; ids hold its own name, because several plots share one page. */
export function Patterns({ plot, count }: { plot: string; count: number }) {
  return (
    <defs>
      {Array.from({ length: count }, (_, index) => {
        const { colour, hatch } = markOf(index);
        if (hatch === undefined) return null;
        return (
          <pattern
            key={patternId(plot, index)}
            id={patternId(plot, index)}
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
          >
            <rect width="8" height="8" fill={colour} />
            <path d={hatch} stroke="var(--c-surface)" strokeWidth="1.6" strokeLinecap="square" fill="none" />
          </pattern>
        );
      })}
    </defs>
  );
}

/** The look of a series beside its name. */
export function Swatch({ plot, index, isLine }: { plot: string; index: number; isLine: boolean }) {
  const { colour, dashes } = markOf(index);
  return (
    <svg className={classes.swatch} width="20" height="12" aria-hidden>
      {isLine ? (
        <line x1="0" y1="6" x2="20" y2="6" stroke={colour} strokeWidth="2" strokeDasharray={dashes} />
      ) : (
        <>
          <Patterns plot={`${plot}-swatch`} count={index + 1} />
          <rect x="4" width="12" height="12" rx="2" fill={fillOf(`${plot}-swatch`, index)} />
        </>
      )}
    </svg>
  );
}
