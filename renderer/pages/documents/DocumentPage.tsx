import {
  IconArrowBackUp,
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconPencil,
  IconPrinter,
  IconTrash,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type Attachment, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import {
  Banner,
  DefaultButton,
  Failure,
  IconButton,
  Link,
  Loading,
  Page,
  PrimaryButton,
  Progress,
  QuietButton,
} from '../../kit/base';
import { RecordDialog, type RecordRequest } from '../../kit/clinic';
import { usePerson, useRecord, useSaver, useShortcut } from '../../kit/data';
import { formatBytes, inBrief, isOnPaper, useContent } from '../../kit/files';
import { Changes, ChangedLine, KeptFromOlder } from '../../kit/record';
import { DocumentContent } from './DocumentContent';
import { DocumentFacts } from './DocumentFacts';
import { useDocumentActions } from './use-document-actions';
import { useNeighbours } from './use-neighbours';

/** One document of a patient: what it shows, what is known of it, and the documents before and after it. */
export function DocumentPage({ id }: { id: string }) {
  const navigate = useNavigate();
  const answer = useRecord('attachments', id);
  const { data } = answer;
  if (!data) {
    return (
      <Page title="Document">
        {answer.error ? (
          <Failure
            error={answer.error}
            onRetry={answer.refetch}
            actions={<DefaultButton label="All documents" onClick={() => void navigate('/attachments')} />}
          />
        ) : (
          <Loading rows={8} columns={3} onRetry={answer.refetch} />
        )}
      </Page>
    );
  }
  return <OneDocument key={data.record.id} record={data.record} names={data.names} />;
}

type Props = { record: Attachment; names: Readonly<Record<string, string>> };

function OneDocument({ record, names }: Props) {
  const person = usePerson();
  const navigate = useNavigate();
  const saver = useSaver('attachments');
  const [address, setAddress] = useSearchParams();
  const content = useContent(record.id);
  const { before, after, place } = useNeighbours(record);
  const actions = useDocumentActions(record, content);
  const { download, isSaving, print, printing, setPdf, setFrame, canPrint } = actions;
  const [request, setRequest] = useState<RecordRequest>();
  const isRemoved = record.deletedAt !== undefined;
  const mayChange = !isRemoved && may(person, 'update', entities.attachments);
  const mayRemove = may(person, 'remove', entities.attachments);
  const edit = () => setRequest({ entity: 'attachments', record });
  const go = (id: string | undefined) => id && void navigate(`/attachments/${id}`, { replace: true });

  // Lists lead to the form of a record so.
  const asksToEdit = address.get('edit') === '1';
  useEffect(() => {
    if (!asksToEdit) return;
    if (mayChange) edit();
    setAddress({}, { replace: true });
  });
  useShortcut('E', edit, 'Edit this document', { isOn: mayChange, leadsToField: true });
  useShortcut('N', () => go(after?.id), 'Next document of this patient', { isOn: after !== undefined });
  useShortcut('P', () => go(before?.id), 'Previous document of this patient', { isOn: before !== undefined });

  const title = record.title ?? record.filename ?? 'Document';
  const patientName = record.patient && names[record.patient];
  const hasFile = !isOnPaper(record);
  return (
    <Page
      title={title}
      subtitle={
        <>
          {inBrief(record)}
          {record.patient && patientName && (
            <>
              {' · '}
              <Link to={`/patients/${record.patient}`}>{patientName}</Link>
            </>
          )}
        </>
      }
      beside={
        <>
          <IconButton
            label="Previous document"
            shortcut="P"
            icon={IconChevronLeft}
            disabledReason={before ? undefined : 'There is none before it'}
            onClick={() => go(before?.id)}
          />
          {place}
          <IconButton
            label="Next document"
            shortcut="N"
            icon={IconChevronRight}
            disabledReason={after ? undefined : 'There is none after it'}
            onClick={() => go(after?.id)}
          />
        </>
      }
      actions={
        <>
          {mayRemove && !isRemoved && (
            <IconButton
              label="Remove this document"
              icon={IconTrash}
              onClick={async () => {
                if (await saver.remove(record)) void navigate(`/patients/${record.patient}/documents`);
              }}
            />
          )}
          {hasFile && canPrint && (
            <DefaultButton label="Print" icon={IconPrinter} onClick={() => void print()} />
          )}
          {hasFile && <DefaultButton label="Download" icon={IconDownload} onClick={() => void download()} />}
          {mayChange && <PrimaryButton label="Edit" icon={IconPencil} shortcut="E" onClick={edit} />}
        </>
      }
      banner={
        <>
          {isRemoved && (
            <Banner
              tone="warn"
              icon={IconTrash}
              action={
                mayRemove && (
                  <DefaultButton
                    label="Restore"
                    icon={IconArrowBackUp}
                    size="small"
                    onClick={() => void saver.restore(record.id)}
                  />
                )
              }
            >
              <strong>Removed.</strong> It is in no list until it is brought back.
            </Banner>
          )}
          {printing && (
            <Banner
              tone="info"
              action={<QuietButton label="Cancel" size="small" onClick={printing.cancel} />}
            >
              <Progress
                label="Getting ready to print"
                value={printing.done / printing.pages}
                note={`Page ${printing.done} of ${printing.pages}`}
              />
            </Banner>
          )}
          {isSaving && content.state.kind === 'loading' && (
            <Banner tone="info" action={<QuietButton label="Cancel" size="small" onClick={content.cancel} />}>
              <Progress
                label="Downloading"
                value={content.state.size === 0 ? 0 : content.state.received / content.state.size}
                note={`${formatBytes(content.state.received)} of ${formatBytes(content.state.size)}`}
              />
            </Banner>
          )}
        </>
      }
      side={
        <>
          <DocumentFacts record={record} names={names} />
          <KeptFromOlder entity="attachments" id={record.id} place="panel" />
          {may(person, 'read', entities.auditentries) && <Changes entity="attachments" id={record.id} />}
        </>
      }
      foot={<ChangedLine record={record} names={names} />}
      flush
    >
      <DocumentContent
        record={record}
        content={content}
        sought={address.get('find') ?? undefined}
        onPdf={setPdf}
        onFrame={setFrame}
        onDownload={() => void download()}
      />
      <RecordDialog request={request} onClose={() => setRequest(undefined)} names={names} />
    </Page>
  );
}
