import { IconArrowBackUp, IconChartBar, IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type Cohort, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import {
  Banner,
  DefaultButton,
  Failure,
  Forbidden,
  IconButton,
  Link,
  Loading,
  Menu,
  notify,
  Page,
  PrimaryButton,
} from '../../kit/base';
import { CohortForm } from '../../kit/cohort';
import { usePerson, useRecord, useReports, useSaver, useShortcut } from '../../kit/data';
import { ChangedLine } from '../../kit/record';
import { CohortPeople } from './CohortPeople';
import { ExportButton } from './ExportButton';
import { CohortSide } from './CohortSide';

type Names = Readonly<Record<string, string>>;

/** A saved cohort: its patients, what they have in common, and what can be done with it. */
export function CohortPage({ id }: { id: string }) {
  const person = usePerson();
  const mayLook = may(person, 'read', entities.cohorts);
  const { data, error, refetch } = useRecord('cohorts', mayLook ? id : undefined);
  if (!mayLook) return <Forbidden />;
  if (data) return <OneCohort key={data.record.id} cohort={data.record} names={data.names} />;
  return (
    <Page title="Cohort">
      {error ? (
        <Failure error={error} onRetry={refetch} actions={<Link to="/cohorts">All cohorts</Link>} />
      ) : (
        <Loading rows={10} columns={[220, 60, 80, 120]} onRetry={refetch} />
      )}
    </Page>
  );
}

function OneCohort({ cohort, names }: { cohort: Cohort; names: Names }) {
  const person = usePerson();
  const [address, setAddress] = useSearchParams();
  const isRemoved = cohort.deletedAt !== undefined;
  const mayChange = !isRemoved && may(person, 'update', entities.cohorts);
  const wantsEdit = address.get('edit') === '1';
  // A form that was opened stays when it may not be saved any more: nothing typed goes out of sight.
  const [opened, setOpened] = useState(wantsEdit && mayChange);
  const isEditing = wantsEdit && (opened || mayChange);
  if (isEditing !== opened) setOpened(isEditing);
  const edit = () => setAddress({ edit: '1' });
  useShortcut('E', edit, 'Edit this cohort', { isOn: mayChange && !isEditing, leadsToField: true });
  const title = entities.cohorts.title(cohort);
  if (isEditing) {
    return (
      <Page title={title} subtitle="Cohort" foot={<ChangedLine record={cohort} names={names} />}>
        <CohortForm
          record={cohort}
          names={names}
          onCancel={() => setAddress({}, { replace: true })}
          onSaved={() => {
            notify.done('Cohort saved');
            setAddress({}, { replace: true });
          }}
        />
      </Page>
    );
  }
  return (
    <Page
      title={title}
      subtitle="Cohort"
      actions={!isRemoved && <Actions cohort={cohort} onEdit={mayChange ? edit : undefined} />}
      banner={isRemoved && <Removed id={cohort.id} />}
      side={<CohortSide cohort={cohort} />}
      foot={<ChangedLine record={cohort} names={names} />}
    >
      <CohortPeople
        cohort={cohort.id}
        page={Math.max(1, Number(address.get('page')) || 1)}
        onPage={(page) => setAddress(page > 1 ? { page: String(page) } : {})}
        onEdit={mayChange ? edit : undefined}
      />
    </Page>
  );
}

function Actions({ cohort, onEdit }: { cohort: Cohort; onEdit: (() => void) | undefined }) {
  const person = usePerson();
  const navigate = useNavigate();
  const saver = useSaver('cohorts');
  const taking = (useReports().data?.reports ?? []).filter(({ parameters }) => parameters.includes('cohort'));
  const remove = async () => {
    if (await saver.remove(cohort)) void navigate('/cohorts');
  };
  return (
    <>
      {taking.length > 0 && (
        <Menu
          label="Use in a report"
          target={<DefaultButton label="Use in a report" icon={IconChartBar} />}
          items={taking.map(({ id, title }) => ({
            label: title,
            onSelect: () => void navigate(`/reports/${id}?cohort=${cohort.id}`),
          }))}
        />
      )}
      <ExportButton cohort={cohort} />
      {may(person, 'create', entities.cohorts) && (
        <DefaultButton
          label="Duplicate"
          icon={IconCopy}
          onClick={() => void navigate(`/cohorts/new?from=${cohort.id}`)}
        />
      )}
      {may(person, 'remove', entities.cohorts) && (
        <IconButton label="Remove this cohort" icon={IconTrash} onClick={() => void remove()} />
      )}
      {onEdit && <PrimaryButton label="Edit" icon={IconPencil} shortcut="E" onClick={onEdit} />}
    </>
  );
}

function Removed({ id }: { id: string }) {
  const person = usePerson();
  const saver = useSaver('cohorts');
  return (
    <Banner
      tone="warn"
      icon={IconTrash}
      action={
        may(person, 'remove', entities.cohorts) && (
          <DefaultButton
            label="Restore"
            icon={IconArrowBackUp}
            size="small"
            onClick={() => void saver.restore(id)}
          />
        )
      }
    >
      <strong>Removed.</strong> It is not in any list until it is brought back.
    </Banner>
  );
}
