import { kindOfContent } from '../../../shared/rules/file-kinds';
import { IconAlertTriangle, IconClipboardText, IconDownload, IconEyeOff } from '@tabler/icons-react';
import { type ComponentProps, Suspense, useEffect } from 'react';
import type { Attachment } from '../../../shared/entities';
import { Banner, DefaultButton, Empty, Failure, Loading } from '../../kit/base';
import { queryKeys, useAnswer, useClient, useRecord } from '../../kit/data';
import {
  DamagedContent,
  DicomViewer,
  fileWords,
  formatBytes,
  type HeldContent,
  ImageViewer,
  InPlace,
  LoadingContent,
  PdfViewer,
  TextViewer,
  viewerOf,
} from '../../kit/files';

/** Larger documents are opened when someone asks for it. */
const openedAtOnce = 50_000_000;

type Props = {
  record: Attachment;
  content: HeldContent;
  /** Words that the document was found by. */
  sought: string | undefined;
  onPdf: NonNullable<ComponentProps<typeof PdfViewer>['onOpen']>;
  onFrame: ComponentProps<typeof DicomViewer>['onShown'];
  onDownload: () => void;
};

/** The document itself, by the viewer of its kind; or why it is not shown, and what can be done. */
export function DocumentContent(props: Props) {
  const { record, onDownload } = props;
  const viewer = viewerOf(record);
  if (viewer === 'paper') {
    return (
      <InPlace>
        <Empty
          icon={IconClipboardText}
          title="A document on paper"
          text={record.keptAt ? `It is kept at: ${record.keptAt}.` : 'Where it is kept was not written down.'}
        />
      </InPlace>
    );
  }
  if (viewer === 'none') {
    return (
      <InPlace>
        <Empty
          icon={IconEyeOff}
          title="This file is not shown here"
          text={`${reasonOf(record)} ${fileWords(record)}.`}
          actions={<DefaultButton label="Download" icon={IconDownload} onClick={onDownload} />}
        />
      </InPlace>
    );
  }
  if (viewer === 'preview') return <Preview record={record} onDownload={onDownload} />;
  return <Shown {...props} viewer={viewer} />;
}

const scripts = new Set(['text/html', 'image/svg+xml', 'application/xml']);

function reasonOf({ contentType = '', filename }: Attachment): string {
  const label = kindOfContent(contentType)?.label;
  if (scripts.has(contentType)) {
    return 'A file of this kind can run a script, so it is never opened inside Clinic Desk. Download it only if you know where it comes from.';
  }
  return label
    ? `Clinic Desk does not show a ${label}: a program that does can open it.`
    : `What "${filename}" is, is not known.`;
}

/** A picture that no browser draws: the one that the core makes of it. */
function Preview({ record, onDownload }: Pick<Props, 'record' | 'onDownload'>) {
  const client = useClient();
  const answer = useAnswer({
    key: queryKeys.preview(record.id, 'large'),
    read: async (signal) =>
      (await client.files.preview({ id: record.id, size: 'large' }, { signal })).image ?? null,
  });
  const download = <DefaultButton label="Download" icon={IconDownload} onClick={onDownload} />;
  if (answer.error) return <Failure error={answer.error} onRetry={answer.refetch} actions={download} />;
  if (answer.data === undefined) return <Loading rows={8} columns={1} onRetry={answer.refetch} />;
  if (answer.data === null) {
    return (
      <InPlace>
        <Empty
          icon={IconEyeOff}
          title="No picture of it can be made"
          text={fileWords(record)}
          actions={download}
        />
      </InPlace>
    );
  }
  return (
    <>
      <Banner tone="info" action={download}>
        This is a smaller picture of the file, {fileWords(record)}. Its fine detail is in the file.
      </Banner>
      <Suspense fallback={<Loading rows={8} columns={1} />}>
        <ImageViewer image={answer.data} title={record.title ?? 'Document'} />
      </Suspense>
    </>
  );
}

function Shown(props: Props & { viewer: string }) {
  const { record, content, sought, onPdf, onFrame, onDownload, viewer } = props;
  const { state, fetch, cancel } = content;
  const { size = 0 } = record;
  const owner = useRecord('patients', viewer === 'dicom' ? record.patient : undefined);
  const title = record.title ?? 'Document';
  const isAtOnce = size <= openedAtOnce;
  useEffect(() => {
    if (isAtOnce) void fetch();
    // oxlint-disable-next-line react/exhaustive-deps -- once for each document: what failed is asked for again by its button
  }, [record.id]);

  if (state.kind === 'loading') return <LoadingContent {...state} onCancel={cancel} />;
  if (state.kind === 'failed') {
    if (state.error instanceof DamagedContent) {
      return (
        <InPlace>
          <Empty
            icon={IconAlertTriangle}
            title="This file is damaged"
            text="What is stored is not what was added, so it is not shown. A backup may hold it as it was."
          />
        </InPlace>
      );
    }
    return <Failure error={state.error} onRetry={() => void fetch()} />;
  }
  if (state.kind === 'idle') {
    return (
      <InPlace>
        <Empty
          icon={IconEyeOff}
          title={isAtOnce ? 'Not opened' : `A large file: ${formatBytes(size)}`}
          actions={
            <>
              <DefaultButton label="Open it here" onClick={() => void fetch()} />
              <DefaultButton label="Download" icon={IconDownload} onClick={onDownload} />
            </>
          }
        />
      </InPlace>
    );
  }
  const { blob } = state.content;
  return (
    <Suspense fallback={<Loading rows={8} columns={1} />}>
      {viewer === 'image' && <ImageViewer image={blob} title={title} />}
      {viewer === 'pdf' && <PdfViewer file={blob} title={title} sought={sought} onOpen={onPdf} />}
      {viewer === 'dicom' && (
        <DicomViewer file={blob} title={title} owner={owner.data?.record} onShown={onFrame} />
      )}
      {viewer === 'text' && <TextViewer file={blob} title={title} />}
    </Suspense>
  );
}
