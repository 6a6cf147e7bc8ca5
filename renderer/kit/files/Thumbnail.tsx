import {
  IconClipboardText,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconPhoto,
  IconRadioactive,
} from '@tabler/icons-react';
import type { Attachment } from '../../../shared/entities';
import { Icon, type IconLike } from '../base/Icon';
import { queryKeys, useAnswer, useClient } from '../data';
import { isOnPaper } from './document-words';
import { kindOfContent } from '../../../shared/rules/file-kinds';
import { useBlobUrl } from './viewing/use-blob-url';
import classes from './documents.module.css';

/** The sign of a document by what it is. */
export function documentIcon(record: Pick<Attachment, 'filename' | 'contentType'>): IconLike {
  if (isOnPaper(record)) return IconClipboardText;
  const reading = kindOfContent(record.contentType)?.reading;
  const icons = {
    picture: IconPhoto,
    pdf: IconFileTypePdf,
    dicom: IconRadioactive,
    text: IconFileText,
    opaque: IconFile,
  };
  return reading ? icons[reading] : IconFile;
}

/** A small picture of a document, or its sign where there is none. Its title stands beside it. */
export function Thumbnail({ record, size = 36 }: { record: Attachment; size?: number }) {
  const client = useClient();
  const hasPicture = record.isShown === true && record.contentType !== 'text/plain';
  const { data } = useAnswer({
    key: queryKeys.preview(record.id, 'small'),
    read: async (signal) =>
      (await client.files.preview({ id: record.id, size: 'small' }, { signal })).image ?? null,
    isWanted: hasPicture && record.thumbnail === undefined,
  });
  const made = useBlobUrl(data ?? undefined);
  const address = record.thumbnail ?? made;
  return (
    <span className={classes.thumbnail} style={{ width: size, height: size }}>
      {address ? (
        <img
          src={address}
          alt=""
          loading="lazy"
          draggable={false}
          // Of a page its head says most, of a photo its middle.
          style={record.contentType === 'application/pdf' ? { objectPosition: 'top' } : undefined}
        />
      ) : (
        <Icon icon={documentIcon(record)} size={Math.min(size / 2, 32)} />
      )}
    </span>
  );
}
