import { useEffect, useState } from 'react';
import { type OpenDicom, openDicom } from './decode-frames';
import type { Frame } from './paint-frame';
import { type DicomHeader, readHeader } from './read-header';

const noPixels = 'It holds no picture: a report or a list of a device.';
const damaged = 'It is damaged, or packed in a way that this program does not know.';

/** The header of a file and one of its frames; the frame before stays until the next is decoded. */
export function useDicom(file: Blob, number: number) {
  const [header, setHeader] = useState<DicomHeader>();
  const [opened, setOpened] = useState<OpenDicom>();
  const [frame, setFrame] = useState<Frame>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let isOver = false;
    let dicom: OpenDicom | undefined;
    const open = async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (isOver) return;
      const read = readHeader(bytes);
      if (!read.hasPixels) return setProblem(noPixels);
      dicom = openDicom(file);
      setHeader(read);
      setOpened(dicom);
    };
    open().catch(() => !isOver && setProblem(damaged));
    return () => {
      isOver = true;
      dicom?.close();
    };
  }, [file]);
  useEffect(() => {
    if (!opened) return;
    let isOver = false;
    opened.frame(number).then(
      (next) => !isOver && setFrame(next),
      () => !isOver && setProblem(damaged),
    );
    return () => {
      isOver = true;
    };
  }, [opened, number]);
  return { header, frame, problem };
}
