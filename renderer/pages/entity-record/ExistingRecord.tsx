import { IconArrowBackUp, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { type EntityName, type EntityTable, entities, type RecordNamed } from '../../../shared/entities';
import { may, reach } from '../../../shared/rules/permissions';
import type { EntityDefinition } from '../../../shared/schema';
import {
  Banner,
  ConfirmDialog,
  DefaultButton,
  Failure,
  Forbidden,
  IconButton,
  Loading,
  Page,
  PrimaryButton,
} from '../../kit/base';
import { usePerson, useRecord, useSaver, useShortcut, useTimeZone } from '../../kit/data';
import { amendedOf, readOffOf } from '../../kit/clinic';
import { EntityForm } from '../../kit/form';
import { formatInstant } from '../../kit/format';
import { ChangedLine, Changes, KeptFromOlder, RecordSections } from '../../kit/record';
import { recordTitle, sentence } from '../../kit/table';
import { ownParts } from './own-parts';
import { listOf, pageOf } from './places';
import { useStillHere } from './use-still-here';
import { useVisitSigning } from './use-visit-signing';

const table: EntityTable = entities;

/** A record that exists: read, changed in place, removed, brought back. */
export function ExistingRecord({ entity, id }: { entity: EntityName; id: string }) {
  const definition = table[entity];
  const person = usePerson();
  const navigate = useNavigate();
  const mayLook = definition !== undefined && may(person, 'read', definition);
  const answer = useRecord(entity, mayLook ? id : undefined);
  if (!mayLook) return <Forbidden />;

  const { one, many } = definition.label;
  const isAll = reach(person, 'read', definition) === 'all';
  // Who reaches one patient has no list of them, and of everything else only their own.
  const back = (isAll || definition.patientField !== 'id') && (
    <DefaultButton label={`${isAll ? 'All' : 'My'} ${many}`} onClick={() => void navigate(listOf(entity))} />
  );
  if (!answer.data) {
    return (
      <Page title={sentence(one)}>
        {answer.error ? (
          <Failure error={answer.error} onRetry={answer.refetch} actions={back} />
        ) : (
          <Loading rows={8} columns={3} onRetry={answer.refetch} />
        )}
      </Page>
    );
  }
  const { record, names } = answer.data;
  return <OneRecord key={record.id} entity={entity} definition={definition} record={record} names={names} />;
}

type Props = {
  entity: EntityName;
  definition: EntityDefinition;
  record: RecordNamed<EntityName>;
  names: Readonly<Record<string, string>>;
};

function OneRecord({ entity, definition, record, names }: Props) {
  const person = usePerson();
  const saver = useSaver(entity);
  const { isEditing, startEditing, stopEditing } = useEditing(entity, record.id);
  const [isAsking, setIsAsking] = useState(false);
  const navigate = useNavigate();
  const title = recordTitle(entity, record) || sentence(definition.label.one);
  const isRemoved = record.deletedAt !== undefined;
  const signing = useVisitSigning(entity, record, isEditing);
  const isOpen = !definition.readOnly && !signing.isLocked;
  const mayChange = isOpen && !isRemoved && may(person, 'update', definition);
  const mayRemove = isOpen && may(person, 'remove', definition);
  // A form that was opened stays when it may not be saved any more: nothing typed goes out of sight, and saving says why.
  const [opened, setOpened] = useState(isEditing && mayChange ? record : undefined);
  const begun = isEditing ? (opened ?? (mayChange ? record : undefined)) : undefined;
  if (begun !== opened) setOpened(begun);
  useShortcut('E', startEditing, `Edit this ${definition.label.one}`, {
    isOn: mayChange && !isEditing,
    leadsToField: true,
  });

  const own = ownParts(entity, record);
  const actions = !begun && (
    <>
      {own.actions}
      {!isRemoved && signing.actions}
      {mayRemove && !isRemoved && (
        <IconButton
          label={`Remove this ${definition.label.one}`}
          icon={IconTrash}
          onClick={() => setIsAsking(true)}
        />
      )}
      {mayChange && <PrimaryButton label="Edit" icon={IconPencil} shortcut="E" onClick={startEditing} />}
    </>
  );
  return (
    <Page
      title={title}
      subtitle={sentence(definition.label.one)}
      actions={actions}
      banner={
        isRemoved && <Removed entity={entity} id={record.id} at={record.deletedAt} mayRestore={mayRemove} />
      }
      foot={<ChangedLine record={record} names={names} />}
      side={
        may(person, 'read', entities.auditentries) ? <Changes entity={entity} id={record.id} /> : undefined
      }
      narrow
    >
      {begun ? (
        <>
          {signing.isLocked && signing.head}
          <KeptFromOlder entity={entity} id={record.id} place="form" />
          <EntityForm
            entity={entity}
            record={record}
            names={names}
            onCancel={stopEditing}
            finishLabel={signing.finishLabel}
            startFrom={amendedOf(entity, record)}
            readOff={readOffOf(entity)}
            onSaved={(saved, isFinished) => {
              stopEditing();
              if (isFinished) signing.onFinished(saved, begun);
            }}
          />
        </>
      ) : (
        <div>
          {own.head}
          {signing.head}
          <RecordSections entity={entity} record={record} names={names} without={own.told} />
          {signing.below}
          <KeptFromOlder entity={entity} id={record.id} />
        </div>
      )}
      {signing.dialog}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Remove ${title}?`}
        confirmLabel="Remove"
        keepLabel="Keep"
        danger
        onConfirm={async () => {
          if (await saver.remove(record)) void navigate(listOf(entity));
        }}
      >
        It can be brought back: All {definition.label.many}, Filter, Removed {definition.label.many}.
      </ConfirmDialog>
    </Page>
  );
}

/** Whether the form is open; kept in the address, so that Back closes it. */
function useEditing(entity: EntityName, id: string) {
  const { pathname } = useLocation();
  const [address, setAddress] = useSearchParams();
  const navigate = useNavigate();
  const isStillHere = useStillHere();
  // Patients are looked at on their own page; only their form is here.
  const isOwnPage = pathname.endsWith('/edit');
  return {
    isEditing: isOwnPage || address.get('edit') === '1',
    startEditing: () => setAddress({ edit: '1' }),
    stopEditing: () => {
      if (!isStillHere()) return;
      if (isOwnPage) void navigate(pageOf(entity, id), { replace: true });
      else setAddress({}, { replace: true });
    },
  };
}

type RemovedProps = { entity: EntityName; id: string; at: Date | undefined; mayRestore: boolean };

function Removed({ entity, id, at, mayRestore }: RemovedProps) {
  const saver = useSaver(entity);
  const timeZone = useTimeZone();
  const [isBusy, setIsBusy] = useState(false);
  const restore = async () => {
    setIsBusy(true);
    await saver.restore(id);
    setIsBusy(false);
  };
  return (
    <Banner
      tone="warn"
      icon={IconTrash}
      action={
        mayRestore && (
          <DefaultButton
            label="Restore"
            icon={IconArrowBackUp}
            size="small"
            loading={isBusy}
            onClick={() => void restore()}
          />
        )
      }
    >
      <strong>Removed{at ? ` ${formatInstant(at, timeZone)}` : ''}.</strong> It is not in any list until it is
      brought back.
    </Banner>
  );
}
