import { IconDownload, IconTable, IconTableExport } from '@tabler/icons-react';
import { useState } from 'react';
import { DefaultButton, Menu, notify, saveFile } from '../../kit/base';
import { type ReportQuestion, useClient } from '../../kit/data';
import type { TextFile } from '../../kit/figures';
import { FilesDialog } from './FilesDialog';

/** A report as files: the table as it stands, or each observation with a data dictionary. */
export function ExportMenu({ question, title }: { question: ReportQuestion; title: string }) {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const [files, setFiles] = useState<readonly TextFile[]>([]);
  const fetchFiles = async (form: 'csv' | 'tidy') => {
    setIsBusy(true);
    try {
      const made = await client.reports.export({ ...question, form });
      const [only] = made.files;
      if (made.files.length === 1 && only) {
        saveFile(only.filename, only.text);
        notify.done(`${only.filename} goes to your downloads`);
      } else {
        setFiles(made.files);
      }
    } catch (error) {
      notify.failed(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <Menu
        label={`Export ${title}`}
        target={<DefaultButton label="Export" icon={IconDownload} loading={isBusy} />}
        items={[
          { label: 'Table as CSV', icon: IconTable, onSelect: () => void fetchFiles('csv') },
          {
            label: 'For R and Python',
            icon: IconTableExport,
            onSelect: () => void fetchFiles('tidy'),
          },
        ]}
      />
      <FilesDialog files={files} onClose={() => setFiles([])} />
    </>
  );
}
