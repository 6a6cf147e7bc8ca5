import { ORPCError } from '@orpc/client';
import { type ComponentProps, useCallback, useEffect, useRef, useState } from 'react';
import type { ClinicClient } from '../../../shared/contract';
import { type Attachment, entities } from '../../../shared/entities';
import { notify, saveFile } from '../../kit/base';
import { useClient } from '../../kit/data';
import {
  DamagedContent,
  type DicomViewer,
  type HeldContent,
  mostPrinted,
  type PdfViewer,
  printDocument,
  viewerOf,
} from '../../kit/files';
import { formatDate } from '../../kit/format';

type Pdf = Parameters<NonNullable<ComponentProps<typeof PdfViewer>['onOpen']>>[0];
type Frame = Parameters<ComponentProps<typeof DicomViewer>['onShown']>[0];
type Printing = { readonly done: number; readonly pages: number; readonly cancel: () => void };

const damaged = () =>
  new ORPCError('INVALID', {
    message:
      'This file is damaged: it is not what was added, so it was not saved. A backup may hold it as it was.',
  });

const tooLong = (pages: number) =>
  new ORPCError('INVALID', {
    message: `This PDF has ${pages} pages; up to ${mostPrinted} are printed from here. Download it and print it from there.`,
  });

/**
 * Whose picture it is, and of when: "Ruth Abebe, born 2 Mar 1984, WF-000012. Chest, 30 Nov 2026"; below it, where the DICOM
 * file (`dicom`) names someone else, what is said of that on the screen.
 */
async function captionOf(
  client: ClinicClient,
  { patient, title, documentDate }: Attachment,
  dicom: Blob | undefined,
): Promise<string> {
  const what = [title, documentDate && formatDate(documentDate)].filter(Boolean).join(', ');
  if (!patient) return what;
  const { record: whose } = await client.patients.get({ id: patient });
  const { dateOfBirth, recordNumber } = whose;
  const who = [
    entities.patients.title(whose),
    dateOfBirth && `born ${formatDate(dateOfBirth)}`,
    recordNumber,
  ];
  const warning =
    dicom && (await (await import('../../kit/files/dicom/other-person')).otherPerson(dicom, whose));
  return [`${who.filter(Boolean).join(', ')}. ${what}`, warning].filter(Boolean).join('\n');
}

/** Saving a document to the disk, and printing it. */
export function useDocumentActions(record: Attachment, content: HeldContent) {
  const client = useClient();
  const [pdf, setPdf] = useState<Pdf>();
  const [frame, setFrame] = useState<Frame>();
  const [isSaving, setSaving] = useState(false);
  const [printing, setPrinting] = useState<Printing>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const viewer = viewerOf(record);
  const { fetch, state } = content;

  const download = async () => {
    setSaving(true);
    const whole = await fetch();
    setSaving(false);
    if (whole) saveFile(whole.filename, whole.blob);
  };
  // A failure that the page shows in place of the document is told when it was asked for by a button, too.
  const failure = state.kind === 'failed' ? state.error : undefined;
  const told = useRef<unknown>(undefined);
  useEffect(() => {
    if (failure === undefined || told.current === failure) return;
    told.current = failure;
    notify.failed(failure instanceof DamagedContent ? damaged() : failure);
  }, [failure]);

  const print = useCallback(async () => {
    const work = new AbortController();
    stop.current?.abort();
    stop.current = work;
    const { signal } = work;
    const title = record.title ?? 'Document';
    try {
      if (viewer === 'pdf') {
        if (!pdf) return;
        const pages = pdf.numPages;
        if (pages > mostPrinted) throw tooLong(pages);
        const cancel = () => work.abort();
        setPrinting({ done: 0, pages, cancel });
        const onPage = (done: number) => setPrinting({ done, pages, cancel });
        await printDocument({ pdf }, { title, signal, onPage });
        return;
      }
      const pictures = {
        image: async () => (await fetch())?.blob,
        dicom: async () => frame?.take(),
        preview: async () => (await client.files.preview({ id: record.id, size: 'large' }, { signal })).image,
      };
      const image = viewer in pictures && (await pictures[viewer as keyof typeof pictures]());
      if (!image) return;
      const caption = await captionOf(client, record, viewer === 'dicom' ? (await fetch())?.blob : undefined);
      await printDocument({ image, caption }, { title, signal, onPage: () => undefined });
    } catch (error) {
      if (!signal.aborted) notify.failed(error);
    } finally {
      setPrinting(undefined);
    }
  }, [client, fetch, frame, pdf, record, viewer]);

  const isOpen = { pdf: pdf !== undefined, dicom: frame !== undefined, image: true, preview: true };
  const canPrint = viewer in isOpen && isOpen[viewer as keyof typeof isOpen];
  return { download, isSaving, print, printing, setPdf, setFrame, canPrint };
}
