import { IconFileOff, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { entities } from '../../../shared/entities';
import { documentKinds } from '../../../shared/entities/attachments';
import { may } from '../../../shared/rules/permissions';
import {
  DefaultButton,
  Empty,
  Failure,
  Forbidden,
  Link,
  Loading,
  Page,
  PrimaryButton,
  Row,
} from '../../kit/base';
import { RecordDialog, type RecordRequest } from '../../kit/clinic';
import { useList, usePerson, useRecord, useSettled } from '../../kit/data';
import { AddDocuments, DocumentCards, DropZone, type UploadPlace, useSendFiles } from '../../kit/files';
import { formatNumber } from '../../kit/format';
import { SearchField, SelectField } from '../../kit/inputs';
import { useDocumentMenu } from './use-document-menu';
import { newestFirst } from './use-neighbours';

const everyKind = 'all' as const;
type Kind = (typeof documentKinds)[number]['value'] | typeof everyKind;
const kinds: { value: Kind; label: string }[] = [{ value: everyKind, label: 'All kinds' }, ...documentKinds];
const atOnce = 60;
const mostAtOnce = 180;

/** All documents of one patient with their pictures; files dropped or pasted here are added. */
export function PatientDocumentsPage({ patient }: { patient: string }) {
  const person = usePerson();
  const mayRead = may(person, 'read', entities.attachments);
  const owner = useRecord('patients', mayRead ? patient : undefined);
  if (!mayRead) {
    return (
      <Page title="Documents">
        <Forbidden />
      </Page>
    );
  }
  if (!owner.data) {
    return (
      <Page title="Documents">
        {owner.error ? (
          <Failure error={owner.error} onRetry={owner.refetch} />
        ) : (
          <Loading rows={6} columns={4} onRetry={owner.refetch} />
        )}
      </Page>
    );
  }
  const { record } = owner.data;
  return (
    <Documents
      key={patient}
      place={{ patient, patientName: entities.patients.title(record) }}
      mayAdd={may(person, 'create', entities.attachments) && record.deletedAt === undefined}
    />
  );
}

function Documents({ place, mayAdd }: { place: UploadPlace; mayAdd: boolean }) {
  const { patient, patientName } = place;
  const [kind, setKind] = useState<Kind>(everyKind);
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(atOnce);
  const [offset, setOffset] = useState(0);
  const [request, setRequest] = useState<RecordRequest>();
  const text = useSettled(typed.trim(), 150);
  const send = useSendFiles(place);
  const menuOf = useDocumentMenu((record) => setRequest({ entity: 'attachments', record }));
  const answer = useList('attachments', {
    filter: { patient: { is: patient }, ...(kind === everyKind ? {} : { kind: { is: kind } }) },
    ...(text && { text }),
    sort: [...newestFirst],
    page: { offset, limit: shown },
  });
  const { data, error } = answer;
  const isFiltered = kind !== everyKind || text !== '';
  const showAll = () => {
    setKind(everyKind);
    setTyped('');
    setOffset(0);
  };
  const paper = () => setRequest({ entity: 'attachments', initial: { patient } });
  const add = (
    <AddDocuments
      place={place}
      onPaper={paper}
      target={<PrimaryButton label="Add documents" icon={IconPlus} />}
    />
  );
  const rest = data ? data.total - offset - data.rows.length : 0;
  return (
    <Page
      title="Documents"
      subtitle={
        <>
          <Link to={`/patients/${patient}`}>{patientName}</Link>
          {data && ` · ${formatNumber(data.total)}`}
        </>
      }
      actions={mayAdd && add}
      toolbar={
        <Row>
          <SearchField
            label="Find in these documents"
            placeholder="Title, notes, words inside"
            width={260}
            value={typed}
            onChange={(next) => {
              setTyped(next);
              setOffset(0);
            }}
          />
          <SelectField
            label="Kind"
            hideLabel
            width={180}
            value={kind}
            onChange={(next) => {
              setKind(next);
              setOffset(0);
            }}
            options={kinds}
          />
        </Row>
      }
    >
      {mayAdd && <DropZone name={patientName} onFiles={send} />}
      {!data && error && <Failure error={error} onRetry={answer.refetch} />}
      {!data && !error && <Loading rows={6} columns={4} onRetry={answer.refetch} />}
      {data && data.rows.length > 0 && <DocumentCards documents={data.rows} menuOf={menuOf} />}
      {data && (rest > 0 || offset > 0) && (
        <Row justify="center">
          {offset > 0 && (
            <DefaultButton label="Newer ones" onClick={() => setOffset(Math.max(offset - shown, 0))} />
          )}
          {rest > 0 && shown < mostAtOnce && offset === 0 && (
            <DefaultButton
              label={`Show more (${formatNumber(rest)})`}
              onClick={() => setShown(shown + atOnce)}
            />
          )}
          {rest > 0 && (shown >= mostAtOnce || offset > 0) && (
            <DefaultButton label="Older ones" onClick={() => setOffset(offset + shown)} />
          )}
        </Row>
      )}
      {data && data.rows.length === 0 && !isFiltered && (
        <Empty
          icon={IconFileOff}
          title="No documents yet"
          text={
            mayAdd
              ? 'Drag files here, paste them, or choose them. Photos, PDF, scans, DICOM, text.'
              : 'They show up here as soon as there are some.'
          }
        />
      )}
      {data && data.rows.length === 0 && isFiltered && (
        <Empty
          icon={IconFilterOff}
          title="No document fits"
          text="The kind and the words above hide the others."
          actions={<DefaultButton label="Show all documents" onClick={showAll} />}
        />
      )}
      <RecordDialog
        request={request}
        onClose={() => setRequest(undefined)}
        names={{ [patient]: patientName }}
      />
    </Page>
  );
}
