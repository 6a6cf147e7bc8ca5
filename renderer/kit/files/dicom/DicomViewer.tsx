import { IconChevronLeft, IconChevronRight, IconFileAlert } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Banner } from '../../base/Banner';
import { Empty } from '../../base/Empty';
import { IconButton } from '../../base/IconButton';
import { Loading } from '../../base/Loading';
import { formatDate } from '../../format';
import { firstView } from '../viewing/image-view';
import { PictureViewer } from '../viewing/PictureViewer';
import { ToolGroup, ToolNote, ToolSlider } from '../viewing/ViewerBar';
import { FrameCanvas } from './FrameCanvas';
import { rangeOf } from './paint-frame';
import { compareIdentity, type Owner, personWords } from './same-person';
import { useDicom } from './use-dicom';
import classes from '../viewing/viewer.module.css';

type Props = {
  file: Blob;
  title: string;
  /** In whose record it stands; undefined while that is not known. */
  owner: Owner | undefined;
  /** Told once there is something to be seen: `take` gives the frame as it is lit now, whole and upright. */
  onShown: (shown: { readonly take: () => Promise<Blob | null> }) => void;
};

/** A DICOM picture with its own window and level, the frames of a series of pictures, and whom the file names. */
export function DicomViewer({ file, title, owner, onShown }: Props) {
  const [number, setNumber] = useState(1);
  const { header, frame, problem } = useDicom(file, number);
  const canvas = useRef<HTMLCanvasElement>(null);
  const isShown = header !== undefined && frame !== undefined && problem === undefined;
  useEffect(() => {
    if (!isShown) return;
    const take = () =>
      new Promise<Blob | null>((resolve) => {
        if (canvas.current) canvas.current.toBlob(resolve, 'image/png');
        else resolve(null);
      });
    onShown({ take });
  }, [isShown, onShown]);
  if (problem) {
    return (
      <div className={classes.aside}>
        <Empty
          icon={IconFileAlert}
          title="This DICOM file cannot be shown"
          text={`${problem} It can be downloaded.`}
        />
      </div>
    );
  }
  if (!header || !frame) return <Loading rows={10} columns={1} />;

  const { frames } = header;
  const go = (to: number) => setNumber(Math.min(Math.max(to, 1), frames));
  const { from, to } = rangeOf(frame);
  const span = to - from;
  const tone =
    frame.components > 1
      ? { level: firstView.level, window: firstView.window }
      : { level: (frame.center - from) / span, window: frame.windowWidth / span };
  // Pictures of devices are small: they fill the stage.
  const first = { ...tone, largestFit: 8 };
  return (
    <PictureViewer
      title={title}
      size={{ width: frame.width, height: frame.height }}
      first={first}
      toneWords={{
        level: (share) => String(Math.round(from + share * span)),
        window: (share) => String(Math.round(share * span)),
      }}
      isDark
      head={<WhoseItIs header={header} owner={owner} />}
      onWheel={(event) => {
        // With several frames the wheel goes through them, as on every console; with Ctrl it zooms.
        if (frames === 1 || event.ctrlKey) return false;
        go(number + Math.sign(event.deltaY));
        return true;
      }}
      onKey={({ key }) => {
        const step = { PageDown: 1, PageUp: -1 }[key];
        if (step === undefined || frames === 1) return false;
        go(number + step);
        return true;
      }}
      tools={
        frames > 1 && (
          <ToolGroup>
            <IconButton label="Previous frame" icon={IconChevronLeft} onClick={() => go(number - 1)} />
            <ToolSlider
              label="Frame"
              min={1}
              max={frames}
              step={1}
              value={number}
              text={`${number} of ${frames}`}
              onChange={go}
            />
            <ToolNote>
              {number} of {frames}
            </ToolNote>
            <IconButton label="Next frame" icon={IconChevronRight} onClick={() => go(number + 1)} />
          </ToolGroup>
        )
      }
    >
      {(view) => <FrameCanvas {...{ frame, view, canvas }} label={title} />}
    </PictureViewer>
  );
}

type WhoseProps = { header: NonNullable<ReturnType<typeof useDicom>['header']>; owner: Owner | undefined };

/** Whom the file names; in red where it is someone else than the patient of the record. */
function WhoseItIs({ header, owner }: WhoseProps) {
  const { modality, description, studyDate } = header;
  const says = personWords(header);
  const study = [modality, description, studyDate && formatDate(studyDate)].filter(Boolean).join(', ');
  const identity = owner && compareIdentity(header, owner);
  if (identity?.verdict === 'differs') {
    return (
      <Banner tone="danger">
        <strong>This picture may be of someone else.</strong> The file says: {says}. Different from this
        record: {identity.differences.join(', ')}. {study}
      </Banner>
    );
  }
  if (identity?.verdict === 'unclear') {
    return (
      <Banner tone="warn">
        The file says too little to tell whose it is: {says}. {study}
      </Banner>
    );
  }
  return (
    <Banner tone="info">
      {says}. {study}
    </Banner>
  );
}
