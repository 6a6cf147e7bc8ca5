import { IconCamera, IconClipboardText, IconFileUpload, IconPlus } from '@tabler/icons-react';
import { type ReactElement, useRef, useState } from 'react';
import { Menu } from '../../base/Menu';
import { CameraDialog } from './CameraDialog';
import type { UploadPlace } from './upload';
import { useSendFiles } from './uploads-context';
import classes from './sending.module.css';

type Props = {
  place: UploadPlace;
  /** Opens the form of a document that is on paper only. */
  onPaper: () => void;
  /** Another opener than the plus sign. */
  target?: ReactElement;
};

/** Ways to add documents to a record: files, the camera, a note of a paper. */
export function AddDocuments({ place, onPaper, target }: Props) {
  const send = useSendFiles(place);
  const picker = useRef<HTMLInputElement>(null);
  const [isPhotographing, setPhotographing] = useState(false);
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        className={classes.hiddenInput}
        aria-label="Files to add"
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          send(Array.from(currentTarget.files ?? []));
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
      <Menu
        label="Add documents"
        icon={IconPlus}
        target={target}
        items={[
          { label: 'Choose files…', icon: IconFileUpload, onSelect: () => picker.current?.click() },
          { label: 'Take photos…', icon: IconCamera, onSelect: () => setPhotographing(true) },
          { label: 'Note a paper document…', icon: IconClipboardText, onSelect: onPaper },
        ]}
      />
      <CameraDialog
        opened={isPhotographing}
        name={place.patientName}
        onClose={() => setPhotographing(false)}
        onPhotos={(photos, date) => send(photos, { kind: 'photo', documentDate: date })}
      />
    </>
  );
}
