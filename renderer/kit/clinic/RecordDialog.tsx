import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type DraftNamed,
  type EntityName,
  entities,
  type RecordNamed,
  type Visit,
} from '../../../shared/entities';
import { Dialog } from '../base/Dialog';
import { notify } from '../base/notify';
import { useRecord } from '../data';
import { EntityForm } from '../form';
import { KeptFromOlder } from '../record';
import styles from './RecordDialog.module.css';
import { amendedOf } from './visit/AmendedVisit';
import { startFromOf } from './visit/VisitStart';
import { readOffOf } from './visit/VitalMarks';
import { type SignVisit, useSignVisit } from './visit/use-sign-visit';

/** A record to write or change without leaving the page. */
export type RecordRequest = {
  entity: EntityName;
  /** Absent: a new one, with what `initial` gives filled in. */
  record?: RecordNamed<EntityName>;
  initial?: Partial<DraftNamed<EntityName>>;
};

type Props = {
  /** undefined: closed. */
  request: RecordRequest | undefined;
  onClose: () => void;
  names?: Readonly<Record<string, string>>;
  /** What must be seen first of the patient whose page the dialog covers; `has` without text: it may not be read. */
  alerts?: { readonly has: boolean; readonly text?: string };
};

/** The form of any entity in a dialog. Closing keeps what was typed as a draft. */
export function RecordDialog({ request, onClose, names, alerts }: Props) {
  // The title stays while the dialog fades.
  const [shown, setShown] = useState(request);
  if (request && request !== shown) setShown(request);
  const signing = useSignVisit();
  return (
    <>
      <Dialog
        opened={request !== undefined}
        onClose={onClose}
        title={
          <>
            {shown ? titleOf(shown, names) : ''}
            {alerts?.has && <Alerts text={alerts.text} />}
          </>
        }
        size="large"
      >
        {request?.record && <EditForm {...{ request, names, onClose, signing }} record={request.record} />}
        {request && !request.record && <NewForm {...{ request, names, onClose, signing }} />}
      </Dialog>
      {signing.dialog}
    </>
  );
}

/** In the head of the dialog, which stays in sight while the form scrolls, and is read out with its title. */
function Alerts({ text = '' }: { text?: string }) {
  const lines = [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean);
  return (
    <span className={styles.alerts}>
      <IconAlertTriangleFilled size={15} aria-hidden="true" />
      <span className={styles.lines}>
        {(lines.length > 0 ? lines : ['Alert']).map((line) => (
          <span key={line} className={styles.line}>
            {line}
          </span>
        ))}
      </span>
    </span>
  );
}

/** What a record is called: what is added to a visit is no visit to those who write it. */
const recordWord = (entity: EntityName, record: object): string =>
  'amends' in record && record.amends ? 'amendment' : entities[entity].label.one;

/** "New visit for Fatima Al-Sayed": writing in the wrong record is noticed before it is saved. */
function titleOf({ entity, record, initial }: RecordRequest, names: RecordRequestNames): string {
  const given: Readonly<Record<string, unknown>> = record ?? initial ?? {};
  const label = recordWord(entity, given);
  const name = typeof given.patient === 'string' ? names?.[given.patient] : undefined;
  if (record) return `Edit ${label}${name ? ` of ${name}` : ''}`;
  return `New ${label}${name ? ` for ${name}` : ''}`;
}

type RecordRequestNames = Readonly<Record<string, string>> | undefined;

type FormProps = {
  request: RecordRequest;
  names?: Readonly<Record<string, string>>;
  onClose: () => void;
  signing: SignVisit;
};

const saveAndSign = 'Save and sign';

/** Whose record it is stands on the page, so it is not asked for. */
function NewForm({ request, names, onClose, signing }: FormProps) {
  const { entity, initial } = request;
  const fields: readonly string[] = entities[entity].sections.flatMap(
    (section): readonly string[] => section.fields,
  );
  const only = fields.filter((name) => name !== 'patient');
  const saved = ({ record }: { record: RecordNamed<EntityName> }, isFinished: boolean) => {
    onClose();
    if (isFinished) signing.ask(record as Visit);
    else notify.done(`${sentence(recordWord(entity, record))} saved`);
  };
  return (
    <EntityForm
      {...{ entity, initial, names, only }}
      startFrom={startFromOf(entity, initial)}
      readOff={readOffOf(entity)}
      finishLabel={entity === 'healthlogs' ? saveAndSign : undefined}
      onCancel={onClose}
      onSaved={saved}
    />
  );
}

/** Follows changes made elsewhere while it is open. */
function EditForm({
  request,
  record,
  names,
  onClose,
  signing,
}: FormProps & { record: RecordNamed<EntityName> }) {
  const { entity } = request;
  const { data } = useRecord(entity, record.id);
  const now = data?.record ?? record;
  // How it was when the form was opened: the newest that is known here then.
  const [opened] = useState(now);
  const isSignable = entity === 'healthlogs' && signing.maySign(now as Visit);
  return (
    <>
      <KeptFromOlder entity={entity} id={record.id} place="form" />
      <EntityForm
        entity={entity}
        isInDialog
        record={now}
        names={{ ...names, ...data?.names }}
        finishLabel={isSignable ? saveAndSign : undefined}
        startFrom={amendedOf(entity, now)}
        readOff={readOffOf(entity)}
        onCancel={onClose}
        onSaved={(saved, isFinished) => {
          onClose();
          if (isFinished) signing.askSaved(saved, opened as Visit);
        }}
      />
    </>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
