import { IconCheck, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { DefaultButton, Dialog, Paragraph, PrimaryButton, saveFile, Tag } from '../../kit/base';
import { sizeWords, type TextFile } from '../../kit/figures';
import { PlainTable } from '../../kit/record';

/** Several files that belong together: each is saved by itself, and it is said which were. */
export function FilesDialog({ files, onClose }: { files: readonly TextFile[]; onClose: () => void }) {
  const [saved, setSaved] = useState<ReadonlySet<TextFile>>(new Set());
  const save = (chosen: readonly TextFile[]) => {
    for (const file of chosen) saveFile(file.filename, file.text);
    setSaved((before) => new Set([...before, ...chosen]));
  };
  const close = () => {
    setSaved(new Set());
    onClose();
  };
  return (
    <Dialog
      opened={files.length > 0}
      onClose={close}
      title="Files for R and Python"
      actions={
        <>
          <DefaultButton label="Close" onClick={close} />
          <PrimaryButton label={`Save all ${files.length}`} icon={IconDownload} onClick={() => save(files)} />
        </>
      }
    >
      <Paragraph>
        One row for each observation, and what each column means. Patients and doctors bear pseudonyms. Keep
        the files together.
      </Paragraph>
      <PlainTable
        label="Files"
        rows={files}
        keyOf={({ filename }) => filename}
        columns={[
          { label: 'File', cell: ({ filename }) => <strong>{filename}</strong> },
          { label: 'Size', cell: ({ text }) => sizeWords(text), isNumber: true },
          {
            label: 'Saved',
            cell: (file) =>
              saved.has(file) ? (
                <Tag tone="ok" icon={IconCheck}>
                  In your downloads
                </Tag>
              ) : (
                <DefaultButton
                  label="Save"
                  ariaLabel={`Save ${file.filename}`}
                  size="small"
                  onClick={() => save([file])}
                />
              ),
          },
        ]}
      />
    </Dialog>
  );
}
