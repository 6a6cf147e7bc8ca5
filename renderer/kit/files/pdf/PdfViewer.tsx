import 'react-pdf/dist/Page/TextLayer.css';
import {
  IconArrowAutofitWidth,
  IconChevronDown,
  IconChevronUp,
  IconFileAlert,
  IconLock,
  IconRotateClockwise,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Document } from 'react-pdf';
import { Empty } from '../../base/Empty';
import { IconButton } from '../../base/IconButton';
import { Loading } from '../../base/Loading';
import type { Size } from '../viewing/image-view';
import { useStage } from '../viewing/use-stage';
import { ToolGroup, ToolNote, Viewer, ViewerBar } from '../viewing/ViewerBar';
import viewerClasses from '../viewing/viewer.module.css';
import { type PdfDocument, pdfOptions } from './open-pdf';
import type { Hit } from './pdf-search';
import { PdfPage } from './PdfPage';
import { PdfSearchBar } from './PdfSearchBar';
import classes from './pdf.module.css';
import { usePagesInSight } from './use-pages-in-sight';
import { usePdfSearch } from './use-pdf-search';

type Props = {
  file: Blob;
  title: string;
  /** Words to look for at once: what the document was found by. */
  sought?: string;
  /** The document when it is open, for printing. */
  onOpen?: (pdf: PdfDocument) => void;
};

const noHits: readonly Hit[] = [];
const step = 1.2;
/** Room around a page, in px. */
const margin = 32;
const widestFit = 1.6;
const between = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** A PDF: all its pages under one another with text that can be selected, zoom, turning, and finding words. */
export function PdfViewer({ file, title, sought, onOpen }: Props) {
  const [pdf, setPdf] = useState<PdfDocument>();
  const [problem, setProblem] = useState<'damaged' | 'locked'>();
  const [zoom, setZoom] = useState<number>();
  const [turns, setTurns] = useState(0);
  const [sizes, setSizes] = useState<Readonly<Record<number, Size>>>({});
  const { ref, element, stage } = useStage();
  const { drawn, current: page, place, goTo } = usePagesInSight(element);
  const search = usePdfSearch(pdf, () => page);
  const { hits, current, setTyped } = search;
  useEffect(() => {
    if (sought) setTyped(sought);
  }, [sought, setTyped]);

  const first = sizes[1] ?? { width: 595, height: 842 };
  const across = turns % 2 === 1 ? first.height : first.width;
  const scale = zoom ?? between((stage.width - margin) / across, 0.2, widestFit);
  const resize = (factor: number) => setZoom(between(scale * factor, 0.2, 6));
  const onSize = useCallback(
    (number: number, size: Size) =>
      setSizes((before) =>
        before[number]?.width === size.width && before[number]?.height === size.height
          ? before
          : { ...before, [number]: size },
      ),
    [],
  );
  // The same lists as long as the hits are the same: a page marks its text anew for another one.
  const hitsByPage = useMemo(() => byPage(hits), [hits]);
  const hit = hits[current];
  const hitPage = hit?.page;
  useEffect(() => {
    if (hitPage !== undefined) goTo(hitPage);
  }, [hitPage, goTo]);

  if (problem) {
    return (
      <div className={viewerClasses.aside}>
        <Empty
          icon={problem === 'locked' ? IconLock : IconFileAlert}
          title={problem === 'locked' ? 'This PDF asks for a password' : 'This PDF cannot be read'}
          text={
            problem === 'locked'
              ? 'Download it and open it in a program that asks for the password.'
              : 'The file is damaged. It can be downloaded as it is.'
          }
        />
      </div>
    );
  }
  const pages = pdf?.numPages ?? 0;
  return (
    <Viewer>
      <ViewerBar label="PDF">
        <ToolGroup>
          <IconButton
            label="Previous page"
            icon={IconChevronUp}
            disabledReason={page <= 1 ? 'This is the first page' : undefined}
            onClick={() => goTo(page - 1)}
          />
          <PageNumber page={page} pages={pages} onGo={goTo} />
          <IconButton
            label="Next page"
            icon={IconChevronDown}
            disabledReason={page >= pages ? 'This is the last page' : undefined}
            onClick={() => goTo(page + 1)}
          />
        </ToolGroup>
        <ToolGroup>
          <IconButton label="Zoom out" icon={IconZoomOut} onClick={() => resize(1 / step)} />
          <ToolNote>{Math.round(scale * 75)} %</ToolNote>
          <IconButton label="Zoom in" icon={IconZoomIn} onClick={() => resize(step)} />
          <IconButton
            label="Fit to the width"
            icon={IconArrowAutofitWidth}
            onClick={() => setZoom(undefined)}
          />
          <IconButton
            label="Rotate right"
            icon={IconRotateClockwise}
            onClick={() => setTurns((turns + 1) % 4)}
          />
        </ToolGroup>
        <PdfSearchBar search={search} />
      </ViewerBar>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by the arrow keys (WCAG 2.1.1) */}
      <div ref={ref} className={classes.scroller} tabIndex={0} role="region" aria-label={`Pages of ${title}`}>
        <Document
          className={classes.pages}
          file={file}
          options={pdfOptions}
          suspense={false}
          loading={<Loading rows={10} columns={1} />}
          error=""
          onLoadSuccess={(opened) => {
            setPdf(opened);
            onOpen?.(opened);
          }}
          onLoadError={() => setProblem((before) => before ?? 'damaged')}
          onSourceError={() => setProblem('damaged')}
          onPassword={() => setProblem('locked')}
        >
          {Array.from({ length: pages }, (_, index) => index + 1).map((number) => (
            <PdfPage
              key={number}
              {...{ number, scale, turns, place, onSize }}
              size={sizes[number] ?? first}
              isDrawn={drawn.has(number)}
              hits={hitsByPage.get(number) ?? noHits}
              current={hit?.page === number ? hit : undefined}
            />
          ))}
        </Document>
      </div>
    </Viewer>
  );
}

function byPage(hits: readonly Hit[]): ReadonlyMap<number, readonly Hit[]> {
  const pages = new Map<number, Hit[]>();
  for (const hit of hits) {
    const others = pages.get(hit.page);
    if (others) others.push(hit);
    else pages.set(hit.page, [hit]);
  }
  return pages;
}

type NumberProps = { page: number; pages: number; onGo: (page: number) => void };

function PageNumber({ page, pages, onGo }: NumberProps) {
  const [typed, setTyped] = useState<string>();
  const go = () => {
    const number = Number(typed);
    if (typed !== undefined && Number.isInteger(number) && number >= 1 && number <= pages) onGo(number);
    setTyped(undefined);
  };
  return (
    <label className={classes.number}>
      <input
        aria-label="Page"
        inputMode="numeric"
        value={typed ?? String(page)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={go}
        onKeyDown={({ key }) => key === 'Enter' && go()}
      />
      of {pages}
    </label>
  );
}
