import { IconPhotoX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { Empty } from '../../base/Empty';
import { type Size, toneOf } from './image-view';
import { PictureViewer } from './PictureViewer';
import { useBlobUrl } from './use-blob-url';
import classes from './viewer.module.css';

type Props = {
  image: Blob;
  /** What it shows, for screen readers. */
  title: string;
};

/** A photo or scan, as the browser draws it. */
export function ImageViewer({ image: blob, title }: Props) {
  const address = useBlobUrl(blob);
  const [size, setSize] = useState<Size>();
  const [isBroken, setIsBroken] = useState(false);
  const filterId = useId();
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
  return (
    <PictureViewer title={title} size={size}>
      {(view, scale) => {
        const { slope, intercept } = toneOf(view);
        const isPlain = slope === 1 && intercept === 0;
        return (
          <>
            <svg className={classes.hidden} aria-hidden="true">
              <filter id={filterId} colorInterpolationFilters="sRGB">
                <feComponentTransfer>
                  <feFuncR type="linear" slope={slope} intercept={intercept} />
                  <feFuncG type="linear" slope={slope} intercept={intercept} />
                  <feFuncB type="linear" slope={slope} intercept={intercept} />
                </feComponentTransfer>
              </filter>
            </svg>
            {address && (
              <img
                src={address}
                alt={title}
                draggable={false}
                className={classes.image}
                style={{
                  visibility: size ? undefined : 'hidden',
                  filter: isPlain ? undefined : `url(#${CSS.escape(filterId)})`,
                  imageRendering: scale >= 4 ? 'pixelated' : undefined,
                }}
                onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
                  setSize({ width, height })
                }
                onError={() => setIsBroken(true)}
              />
            )}
          </>
        );
      }}
    </PictureViewer>
  );
}
