import type { Lane } from './lanes';
import { placeOfNoted } from './paint-noted';
import styles from './plot.module.css';
import type { TimeSpan } from './time-span';

type Look = 'diamond' | 'box';

const words: Readonly<Record<Look, string>> = {
  diamond: 'Measured at a visit',
  box: 'Measured at a visit, some time that day',
};

/** In which ways the values of visits are drawn in a stretch, the diamond first. */
export function looksOfNoted(lanes: readonly Lane[], span: TimeSpan, width: number): Look[] {
  const found = new Set<Look>();
  for (const lane of lanes) {
    if (lane.kind !== 'curve') continue;
    for (const noted of lane.noted ?? []) {
      const place = placeOfNoted(noted, { span, width });
      if (place) found.add(place.width > 0 ? 'box' : 'diamond');
    }
  }
  return (['diamond', 'box'] as const).filter((look) => found.has(look));
}

/** What the marks of visits in the curves stand for, as far as there are any. What they say is told in words by the plot. */
export function NotedLegend({
  lanes,
  span,
  width,
}: {
  lanes: readonly Lane[];
  span: TimeSpan;
  width: number;
}) {
  const looks = looksOfNoted(lanes, span, width);
  if (!lanes.some((lane) => lane.kind === 'curve' && (lane.noted ?? []).length > 0)) return null;
  return (
    // It keeps its line where a stretch shows none, so that the plot stays under the pointer that zooms.
    <div className={styles.legend} data-is-empty={looks.length === 0} aria-hidden>
      {(looks.length > 0 ? looks : (['diamond'] as const)).map((look) => (
        <span key={look} className={styles.legendItem}>
          <svg width={look === 'box' ? 22 : 12} height={12}>
            {look === 'box' ? (
              <rect x={1} y={3.5} width={20} height={5} />
            ) : (
              <path d="M6 1 L11 6 L6 11 L1 6 Z" />
            )}
          </svg>
          {words[look]}
        </span>
      ))}
    </div>
  );
}
