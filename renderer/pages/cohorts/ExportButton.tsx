import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Cohort } from '../../../shared/entities';
import { hasDuty } from '../../../shared/rules/permissions';
import { DefaultButton, notify, saveFile } from '../../kit/base';
import { useClient, usePerson } from '../../kit/data';

/** The patients of a cohort as a CSV file, for those who may take reports along. */
export function ExportButton({ cohort }: { cohort: Cohort }) {
  const client = useClient();
  const person = usePerson();
  const [isBusy, setIsBusy] = useState(false);
  if (!hasDuty(person, 'runReports')) return null;
  const exportPeople = async () => {
    setIsBusy(true);
    try {
      const { files } = await client.reports.exportCohort({ cohort: cohort.id });
      for (const file of files) {
        saveFile(file.filename, file.text);
        notify.done(`${file.filename} goes to your downloads`);
      }
    } catch (error) {
      notify.failed(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <DefaultButton
      label="Export as CSV"
      icon={IconDownload}
      loading={isBusy}
      onClick={() => void exportPeople()}
    />
  );
}
