import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { Link, Panel } from '../../kit/base';
import { SideList } from '../../kit/clinic';
import { usePerson } from '../../kit/data';
import { AddDocuments, dayOf, DocumentList, DropZone, useSendFiles } from '../../kit/files';
import { useDocumentMenu } from '../documents/use-document-menu';
import { useNewRecord } from './new-record';
import type { Open } from './open';

/** Older ones are read on their page. */
const mostShown = 5;

/** The newest documents; files dropped anywhere on the chart or pasted are added to it. */
export function Documents({ chart, open }: { chart: Chart; open: Open }) {
  const person = usePerson();
  const newRecord = useNewRecord(chart);
  const { patient, attachments } = chart;
  const place = { patient: patient.id, patientName: entities.patients.title(patient) };
  const send = useSendFiles(place);
  const menuOf = useDocumentMenu((record) => open.record({ entity: 'attachments', record }));
  if (!may(person, 'read', entities.attachments)) return null;
  const mayAdd = may(person, 'create', entities.attachments) && !patient.deletedAt;
  const newest = attachments
    .toSorted((one, other) => dayOf(other).localeCompare(dayOf(one)))
    .slice(0, mostShown);
  return (
    <Panel
      title="Documents"
      count={attachments.length || undefined}
      action={
        <>
          {attachments.length > 0 && (
            <Link to={`/patients/${patient.id}/documents`}>{`All ${attachments.length}`}</Link>
          )}
          {mayAdd && <AddDocuments place={place} onPaper={() => open.record(newRecord('attachments'))} />}
        </>
      }
    >
      {mayAdd && <DropZone name={place.patientName} onFiles={send} />}
      {newest.length > 0 ? (
        <DocumentList documents={newest} menuOf={menuOf} />
      ) : (
        <SideList items={[]} nothing={mayAdd ? 'None yet. Drag files here to add them.' : 'None yet.'} />
      )}
    </Panel>
  );
}
