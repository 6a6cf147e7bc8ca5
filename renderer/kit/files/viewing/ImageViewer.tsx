import {
  IconAdjustments,
  IconArrowsMove,
  IconContrastFilled,
  IconMaximize,
  IconPhotoX,
  IconRestore,
  IconRotate,
  IconRotateClockwise,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { Empty } from '../../base/Empty';
import { IconButton } from '../../base/IconButton';
import { QuietButton } from '../../base/Button';
import {
  atFullSize,
  firstView,
  fitted,
  type ImageView,
  largestWindow,
  panned,
  rotated,
  scaleOf,
  type Size,
  smallestWindow,
  toneOf,
  transformOf,
  windowed,
  zoomed,
} from './image-view';
import { useBlobUrl } from './use-blob-url';
import { useDrag } from './use-drag';
import { useStage } from './use-stage';
import { useWheel } from './use-wheel';
import { ToolGroup, ToolNote, ToolSlider, Viewer, ViewerBar } from './ViewerBar';
import classes from './viewer.module.css';

type Props = {
  image: Blob;
  /** What it shows, for screen readers. */
  title: string;
};

const step = 1.25;
const percent = (share: number) => `${Math.round(share * 100)} %`;

/** A picture: fit, zoom, pan, rotate, window and level, invert. The wheel zooms around the pointer; keys do the same. */
export function ImageViewer({ image: blob, title }: Props) {
  const address = useBlobUrl(blob);
  const [image, setImage] = useState<Size>();
  const [isBroken, setIsBroken] = useState(false);
  const [view, setView] = useState<ImageView>(firstView);
  const [tool, setTool] = useState<'move' | 'tone'>('move');
  const { ref, element, stage, pointOf } = useStage();
  const filterId = useId();
  const sizes = { image: image ?? { width: 0, height: 0 }, stage };
  const zoom = (factor: number, at = { x: 0, y: 0 }) => setView(zoomed(view, { factor, at }, sizes));

  useWheel(element, (event) => zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, pointOf(event)));
  const drag = useDrag((by, held) => {
    const isTone = (tool === 'tone') !== (held === 'other');
    setView((before) =>
      isTone
        ? // As on the consoles of radiology: sideways the width of the window, upwards the level down (brighter).
          windowed(before, { window: before.window + by.x / 300, level: before.level + by.y / 300 })
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
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

  if (isBroken) {
    return (
      <div className={classes.aside}>
        <Empty
          icon={IconPhotoX}
          title="This picture cannot be shown"
          text="The file is damaged, or of a kind that this program cannot draw. It can be downloaded."
        />
      </div>
    );
  }
  const { slope, intercept } = toneOf(view);
  return (
    <Viewer>
      <ViewerBar label="Picture">
        <ToolGroup>
          <IconButton label="Zoom out" icon={IconZoomOut} onClick={() => zoom(1 / step)} />
          <ToolNote>{percent(scaleOf(view, sizes.image, stage))}</ToolNote>
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
            step={0.01}
            // Higher is brighter, as people expect of a slider; the level itself goes the other way.
            value={1 - view.level}
            text={percent(view.level)}
            onChange={(value) => setView(windowed(view, { level: 1 - value }))}
          />
          <ToolSlider
            label="Window"
            min={smallestWindow}
            max={largestWindow}
            step={0.01}
            value={view.window}
            text={percent(view.window)}
            onChange={(window) => setView(windowed(view, { window }))}
          />
          <IconButton
            label="Invert"
            icon={IconContrastFilled}
            pressed={view.isInverted}
            onClick={() => setView({ ...view, isInverted: !view.isInverted })}
          />
          <IconButton label="Reset" icon={IconRestore} onClick={() => setView(firstView)} />
        </ToolGroup>
      </ViewerBar>
      <svg className={classes.hidden} aria-hidden="true">
        <filter id={filterId} colorInterpolationFilters="sRGB">
          <feComponentTransfer>
            <feFuncR type="linear" slope={slope} intercept={intercept} />
            <feFuncG type="linear" slope={slope} intercept={intercept} />
            <feFuncB type="linear" slope={slope} intercept={intercept} />
          </feComponentTransfer>
        </filter>
      </svg>
      {/* A stage that is moved by keys must be reachable by them (WCAG 2.1.1). */}
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex */}
      <div
        ref={ref}
        className={classes.stage}
        data-tool={tool}
        role="region"
        aria-label={`Picture ${title}; arrows move it, plus and minus zoom, R turns it`}
        tabIndex={0}
        onKeyDown={press}
        onContextMenu={(event) => event.preventDefault()}
        onDoubleClick={(event) => zoom(2, pointOf(event))}
        {...drag}
      >
        {address && (
          <div className={classes.placed} style={{ transform: transformOf(view, sizes.image, stage) }}>
            <img
              src={address}
              alt={title}
              draggable={false}
              className={classes.image}
              style={{
                transform: 'translate(-50%, -50%)',
                visibility: image ? undefined : 'hidden',
                filter: slope === 1 && intercept === 0 ? undefined : `url(#${CSS.escape(filterId)})`,
                imageRendering: scaleOf(view, sizes.image, stage) >= 4 ? 'pixelated' : undefined,
              }}
              onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
                setImage({ width, height })
              }
              onError={() => setIsBroken(true)}
            />
          </div>
        )}
      </div>
      {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
    </Viewer>
  );
}
