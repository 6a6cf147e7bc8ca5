import type { Attachment } from '../../../shared/entities';
import { textStates } from '../../../shared/entities/attachments';
import { Facts, Link, Panel, Paragraph } from '../../kit/base';
import { useTimeZone } from '../../kit/data';
import { fileWords, isOnPaper, kindLabel } from '../../kit/files';
import { formatInstant, formatPartialDate, writtenTitle } from '../../kit/format';

type Props = { record: Attachment; names: Readonly<Record<string, string>> };

/** What is known of a document beside what it shows. */
export function DocumentFacts({ record, names }: Props) {
  const timeZone = useTimeZone();
  const { patient, doctor, visit, kind, documentDate, keptAt, notes, filename, sha256 } = record;
  const linked = (entity: string, id: string | undefined) =>
    id && <Link to={`/${entity}/${id}`}>{writtenTitle(names[id] ?? 'Not available')}</Link>;
  const search = textStates.find(({ value }) => value === record.textState)?.label;
  return (
    <>
      <Panel title="Document">
        <Facts
          labelWidth={72}
          items={[
            { label: 'Patient', value: linked('patients', patient) },
            { label: 'Kind', value: kindLabel(kind) },
            { label: 'Date', value: documentDate && formatPartialDate(documentDate) },
            { label: 'Doctor', value: linked('doctors', doctor) },
            { label: 'Visit', value: linked('healthlogs', visit) },
            { label: 'Kept at', value: keptAt },
            { label: 'Added', value: formatInstant(record.createdAt, timeZone) },
          ]}
        />
      </Panel>
      {notes && (
        <Panel title="Notes">
          <Paragraph asTyped>{notes}</Paragraph>
        </Panel>
      )}
      {!isOnPaper(record) && (
        <Panel title="File">
          <Facts
            labelWidth={72}
            items={[
              { label: 'Name', value: filename },
              { label: 'What it is', value: fileWords(record) },
              { label: 'Search', value: search },
              { label: 'SHA-256', value: sha256 && <span title={sha256}>{`${sha256.slice(0, 16)}…`}</span> },
            ]}
          />
        </Panel>
      )}
    </>
  );
}
