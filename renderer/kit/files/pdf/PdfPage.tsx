import { useCallback, useEffect, useRef, useState } from 'react';
import { Page } from 'react-pdf';
import type { Size } from '../viewing/image-view';
import { type Hit, markedHtml } from './pdf-search';
import classes from './pdf.module.css';

type Props = {
  number: number;
  /** In points of the PDF, unturned; a page keeps this room until it is drawn. */
  size: Size;
  scale: number;
  turns: number;
  isDrawn: boolean;
  hits: readonly Hit[];
  current: Hit | undefined;
  place: (number: number, element: HTMLElement | null) => void;
  onSize: (number: number, size: Size) => void;
};

/** One page: its picture and the text over it, which can be selected; what was found is marked. */
export function PdfPage({ number, size, scale, turns, isDrawn, hits, current, place, onSize }: Props) {
  const [isDamaged, setDamaged] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place(number, element.current);
    return () => place(number, null);
  }, [number, place]);

  const show = useCallback(() => {
    element.current
      ?.querySelector('mark[data-current]')
      ?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, []);
  const isCurrentHere = current !== undefined;
  const textOf = useCallback(
    ({ str, itemIndex }: { str: string; itemIndex: number }) => {
      const marks = hits.flatMap((hit) =>
        hit.parts
          .filter(({ piece }) => piece === itemIndex)
          .map(({ from, to }) => ({ from, to, isCurrent: hit === current })),
      );
      return markedHtml(str, marks);
    },
    [hits, current],
  );
  const isTurned = turns % 2 === 1;
  const width = (isTurned ? size.height : size.width) * scale;
  const height = (isTurned ? size.width : size.height) * scale;
  return (
    <div
      ref={element}
      className={classes.page}
      data-page={number}
      role="group"
      aria-label={`Page ${number}`}
      style={{ width, height }}
    >
      {isDrawn && !isDamaged && (
        <Page
          pageNumber={number}
          scale={scale}
          rotate={turns === 0 ? undefined : turns * 90}
          renderAnnotationLayer={false}
          customTextRenderer={textOf}
          suspense={false}
          loading=""
          error=""
          onLoadSuccess={(page) =>
            onSize(number, {
              width: isTurned ? page.originalHeight : page.originalWidth,
              height: isTurned ? page.originalWidth : page.originalHeight,
            })
          }
          onRenderTextLayerSuccess={isCurrentHere ? show : undefined}
          onRenderError={() => setDamaged(true)}
          onLoadError={() => setDamaged(true)}
        />
      )}
      {isDamaged && <p className={classes.damaged}>Page {number} is damaged and cannot be shown.</p>}
    </div>
  );
}
