import {
  IconAdjustments,
  IconArrowsMove,
  IconContrastFilled,
  IconMaximize,
  IconRestore,
  IconRotate,
  IconRotateClockwise,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { QuietButton } from '../../base/Button';
import { IconButton } from '../../base/IconButton';
import {
  atFullSize,
  firstView,
  fitted,
  type ImageView,
  panned,
  rotated,
  scaleOf,
  type Size,
  transformOf,
  windowed,
  zoomed,
} from './image-view';
import { useDrag } from './use-drag';
import { useStage } from './use-stage';
import { useWheel } from './use-wheel';
import { ToolGroup, ToolNote, ToolSlider, Viewer, ViewerBar } from './ViewerBar';
import classes from './viewer.module.css';

type Props = {
  title: string;
  /** In pixels; undefined until it is known. */
  size: Size | undefined;
  /** How it is seen at first and after "Reset". */
  first?: Pick<ImageView, 'window' | 'level' | 'largestFit'>;
  /** What a share of the range is in the picture's own units, for the words beside the sliders. */
  toneWords?: { readonly level: (share: number) => string; readonly window: (share: number) => string };
  /** Further tools, and what the wheel does while it does not zoom. */
  tools?: ReactNode;
  onWheel?: (event: WheelEvent) => boolean;
  onKey?: (event: KeyboardEvent) => boolean;
  /** Something to be seen above the picture. */
  head?: ReactNode;
  isDark?: boolean;
  children: (view: ImageView, scale: number) => ReactNode;
};

const step = 1.25;
const percent = (share: number) => `${Math.round(share * 100)} %`;
const inShares = { level: percent, window: percent };

/** Fit, zoom, pan, rotate, window and level, invert of any picture. The wheel zooms around the pointer; keys do the same. */
export function PictureViewer(props: Props) {
  const { title, size, first, toneWords = inShares, tools, onWheel, onKey, head, isDark, children } = props;
  const start = { ...firstView, ...first };
  const [view, setView] = useState<ImageView>(start);
  const [tool, setTool] = useState<'move' | 'tone'>('move');
  const { ref, element, stage, pointOf } = useStage();
  const sizes = { image: size ?? { width: 0, height: 0 }, stage };
  const zoom = (factor: number, at = { x: 0, y: 0 }) => setView(zoomed(view, { factor, at }, sizes));

  useWheel(element, (event) => {
    if (onWheel?.(event)) return;
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, pointOf(event));
  });
  const drag = useDrag((by, held) => {
    const isTone = (tool === 'tone') !== (held === 'other');
    setView((before) =>
      isTone
        ? // As on the consoles of radiology: sideways the width of the window, upwards the level down (brighter).
          windowed(before, {
            window: before.window * (1 + by.x / 200),
            level: before.level + (by.y / 300) * Math.min(before.window, 1),
          })
        : panned(before, by, sizes),
    );
  });
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Readonly<Record<string, () => void>> = {
      '+': () => zoom(step),
      '=': () => zoom(step),
      '-': () => zoom(1 / step),
      '0': () => setView(fitted(view)),
      '1': () => setView(atFullSize(view, sizes)),
      r: () => setView(rotated(view, 1)),
      R: () => setView(rotated(view, -1)),
      i: () => setView({ ...view, isInverted: !view.isInverted }),
      ArrowLeft: () => setView(panned(view, { x: 40, y: 0 }, sizes)),
      ArrowRight: () => setView(panned(view, { x: -40, y: 0 }, sizes)),
      ArrowUp: () => setView(panned(view, { x: 0, y: 40 }, sizes)),
      ArrowDown: () => setView(panned(view, { x: 0, y: -40 }, sizes)),
    };
    const move = moves[event.key];
    if (!onKey?.(event)) {
      if (!move) return;
      move();
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const scale = scaleOf(view, sizes.image, stage);
  return (
    <Viewer>
      <ViewerBar label="Picture">
        <ToolGroup>
          <IconButton label="Zoom out" icon={IconZoomOut} onClick={() => zoom(1 / step)} />
          <ToolNote>{percent(scale)}</ToolNote>
          <IconButton label="Zoom in" icon={IconZoomIn} onClick={() => zoom(step)} />
          <IconButton label="Fit" icon={IconMaximize} onClick={() => setView(fitted(view))} />
          <QuietButton label="1:1" size="small" onClick={() => setView(atFullSize(view, sizes))} />
        </ToolGroup>
        <ToolGroup>
          <IconButton label="Rotate left" icon={IconRotate} onClick={() => setView(rotated(view, -1))} />
          <IconButton
            label="Rotate right"
            icon={IconRotateClockwise}
            onClick={() => setView(rotated(view, 1))}
          />
        </ToolGroup>
        <ToolGroup>
          <IconButton
            label="Drag moves the picture"
            icon={IconArrowsMove}
            pressed={tool === 'move'}
            onClick={() => setTool('move')}
          />
          <IconButton
            label="Drag changes window and level"
            icon={IconAdjustments}
            pressed={tool === 'tone'}
            onClick={() => setTool('tone')}
          />
        </ToolGroup>
        <ToolGroup>
          <ToolSlider
            label="Level"
            min={0}
            max={1}
            step={0.005}
            // Higher is brighter, as people expect of a slider; the level itself goes the other way.
            value={1 - view.level}
            text={toneWords.level(view.level)}
            onChange={(value) => setView(windowed(view, { level: 1 - value }))}
          />
          <ToolSlider
            label="Window"
            min={0.005}
            max={2}
            step={0.005}
            value={view.window}
            text={toneWords.window(view.window)}
            onChange={(window) => setView(windowed(view, { window }))}
          />
          {toneWords !== inShares && (
            <ToolNote>
              L {toneWords.level(view.level)} W {toneWords.window(view.window)}
            </ToolNote>
          )}
          <IconButton
            label="Invert"
            icon={IconContrastFilled}
            pressed={view.isInverted}
            onClick={() => setView({ ...view, isInverted: !view.isInverted })}
          />
          <IconButton label="Reset" icon={IconRestore} onClick={() => setView(start)} />
        </ToolGroup>
        {tools}
      </ViewerBar>
      {head}
      <div
        ref={ref}
        className={classes.stage}
        data-tool={tool}
        data-dark={isDark || undefined}
        role="region"
        aria-label={`Picture ${title}; arrows move it, plus and minus zoom, R turns it`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is moved by keys (WCAG 2.1.1)
        tabIndex={0}
        onKeyDown={press}
        onContextMenu={(event) => event.preventDefault()}
        onDoubleClick={(event) => zoom(2, pointOf(event))}
        {...drag}
      >
        <div className={classes.placed} style={{ transform: transformOf(view, sizes.image, stage) }}>
          {children(view, scale)}
        </div>
      </div>
    </Viewer>
  );
}
