import { IconCameraOff, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { DefaultButton, PrimaryButton } from '../../base/Button';
import { ConfirmDialog } from '../../base/ConfirmDialog';
import { Dialog } from '../../base/Dialog';
import { Empty } from '../../base/Empty';
import { IconButton } from '../../base/IconButton';
import { useTimeZone } from '../../data';
import { wallClockOf } from '../../../../shared/rules/time';
import { SelectField } from '../../inputs';
import { cameraProblem } from './camera-problem';
import { momentName } from './moment-name';
import { useBlobUrl } from '../viewing/use-blob-url';
import classes from './sending.module.css';

type Props = {
  opened: boolean;
  onClose: () => void;
  /** Whose record the photos go to. */
  name: string;
  /** `date`: the day they were taken, YYYY-MM-DD. */
  onPhotos: (photos: File[], date: string) => void;
};

/** A camera of this computer: several photos are taken, looked at, and added together. */
export function CameraDialog({ opened, onClose, name, onPhotos }: Props) {
  const [count, setCount] = useState(0);
  const [isAsking, setAsking] = useState(false);
  // After the key that asks: a browser hands the same Esc to the question, which is there by then, and it would close.
  const ask = () => setTimeout(() => setAsking(true));
  return (
    <>
      <Dialog
        opened={opened}
        onClose={() => (count > 0 ? ask() : onClose())}
        isHeld={isAsking}
        title={`Photos for ${name}`}
        size="large"
      >
        {opened && <Camera {...{ onClose, onPhotos }} onCount={setCount} />}
      </Dialog>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={count === 1 ? 'Throw the photo away?' : `Throw ${count} photos away?`}
        confirmLabel="Throw away"
        danger
        onConfirm={onClose}
      >
        {count === 1 ? 'It was' : 'They were'} not added to the record of {name}.
      </ConfirmDialog>
    </>
  );
}

function useCamera(device: string | undefined) {
  const [stream, setStream] = useState<MediaStream>();
  const [problem, setProblem] = useState<ReturnType<typeof cameraProblem>>();
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isOver = false;
    let opened: MediaStream | undefined;
    const open = async () => {
      setProblem(undefined);
      try {
        opened = await navigator.mediaDevices.getUserMedia({
          audio: false,
          video: {
            width: { ideal: 3840 },
            height: { ideal: 2160 },
            ...(device ? { deviceId: { exact: device } } : { facingMode: 'environment' }),
          },
        });
        // Names of cameras are told once one of them was allowed.
        const all = await navigator.mediaDevices.enumerateDevices();
        if (isOver) return;
        setDevices(all.filter(({ kind }) => kind === 'videoinput'));
        setStream(opened);
      } catch (error) {
        if (!isOver) setProblem(cameraProblem(error));
      } finally {
        // Closed while it was being opened: the light of the camera must not stay on.
        if (isOver) for (const track of opened?.getTracks() ?? []) track.stop();
      }
    };
    void open();
    return () => {
      isOver = true;
      setStream(undefined);
      for (const track of opened?.getTracks() ?? []) track.stop();
    };
  }, [device, tries]);
  return { stream, problem, devices, again: () => setTries(tries + 1) };
}

type CameraProps = Pick<Props, 'onClose' | 'onPhotos'> & {
  /** Photos that were taken and neither added nor thrown away. */
  onCount: (count: number) => void;
};

function Camera({ onClose, onPhotos, onCount }: CameraProps) {
  const [device, setDevice] = useState<string>();
  const { stream, problem, devices, again } = useCamera(device);
  const video = useRef<HTMLVideoElement>(null);
  const timeZone = useTimeZone();
  const [photos, setPhotos] = useState<readonly File[]>([]);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream ?? null;
  }, [stream]);
  const take = async () => {
    const photo = video.current && (await photoOf(video.current, new Date(), timeZone));
    if (photo) setPhotos((before) => [...before, photo]);
  };
  const count = photos.length;
  useEffect(() => onCount(count), [count, onCount]);
  if (problem && count === 0) {
    return (
      <Empty
        icon={IconCameraOff}
        title={problem.title}
        text={problem.text}
        actions={<DefaultButton label="Try again" onClick={again} />}
      />
    );
  }
  return (
    <div className={classes.camera}>
      {problem ? (
        <Empty
          compact
          icon={IconCameraOff}
          title={problem.title}
          text={problem.text}
          actions={<DefaultButton label="Try again" onClick={again} />}
        />
      ) : (
        // What a camera shows has no sound and no words.
        <video
          ref={video}
          className={classes.video}
          autoPlay
          playsInline
          muted
          aria-label="What the camera sees"
        />
      )}
      {devices.length > 1 && (
        <SelectField
          label="Camera"
          value={device ?? stream?.getVideoTracks()[0]?.getSettings().deviceId ?? null}
          onChange={setDevice}
          options={devices.map(({ deviceId, label }, index) => ({
            value: deviceId,
            label: label || `Camera ${index + 1}`,
          }))}
        />
      )}
      {count > 0 && (
        <ul className={classes.shots} aria-label="Photos taken">
          {photos.map((photo, index) => (
            <Shot
              key={`${photo.name} ${photo.lastModified}`}
              photo={photo}
              number={index + 1}
              onRemove={() => setPhotos(photos.filter((each) => each !== photo))}
            />
          ))}
        </ul>
      )}
      <div className={classes.detailsFoot}>
        {count > 0 && (
          <PrimaryButton
            label={count === 1 ? 'Add 1 photo' : `Add ${count} photos`}
            onClick={() => {
              onPhotos([...photos], wallClockOf(new Date(), timeZone).date);
              onClose();
            }}
          />
        )}
        {stream && <DefaultButton label="Take photo" onClick={() => void take()} autoFocus />}
      </div>
    </div>
  );
}

type ShotProps = { photo: File; number: number; onRemove: () => void };

function Shot({ photo, number, onRemove }: ShotProps) {
  const address = useBlobUrl(photo);
  return (
    <li className={classes.shot}>
      {address && <img src={address} alt={`Shot ${number}`} />}
      <span>
        <IconButton label={`Throw shot ${number} away`} icon={IconX} onClick={onRemove} />
      </span>
    </li>
  );
}

/** What the camera sees now, as a JPEG file named after the moment; null while it shows nothing yet. */
async function photoOf(video: HTMLVideoElement, at: Date, timeZone: string): Promise<File | null> {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return null;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', 0.92);
  });
  if (!blob) return null;
  const name = `${momentName('Photo', at, timeZone)}.jpg`;
  return new File([blob], name, { type: 'image/jpeg', lastModified: at.getTime() });
}
