import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type DraftNamed, type EntityName, type EntityTable, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { wallClockOf } from '../../../shared/rules/time';
import { Forbidden, notify, Page } from '../../kit/base';
import { usePerson, useSession, useTimeZone, useToday } from '../../kit/data';
import { readOffOf, startFromOf } from '../../kit/clinic';
import { EntityForm } from '../../kit/form';
import { sentence } from '../../kit/table';
import { initialValues } from './initial-values';
import { listOf, pageOf } from './places';
import { useStillHere } from './use-still-here';
import { asksToSign } from './use-visit-signing';

const table: EntityTable = entities;

/** What saving does, where "Save" would say less. */
const saveWords: Readonly<Partial<Record<EntityName, string>>> = {
  patients: 'Register patient',
  appointments: 'Book',
};

/** The form of a new record, started with what the address says. */
export function NewRecord({ entity }: { entity: EntityName }) {
  const definition = table[entity];
  const person = usePerson();
  const doctor = useSession().user?.doctor;
  const today = useToday();
  const timeZone = useTimeZone();
  const navigate = useNavigate();
  const isStillHere = useStillHere();
  const [address] = useSearchParams();
  const link = address.toString();
  const initial = useMemo(() => {
    const { time } = wallClockOf(new Date(), timeZone);
    return definition
      ? initialValues(definition, new URLSearchParams(link), { person, doctor, today, time })
      : {};
    // oxlint-disable-next-line react/exhaustive-deps -- a form that is open at midnight keeps what it started with
  }, [definition, link]);
  if (!definition || definition.readOnly || !may(person, 'create', definition)) return <Forbidden />;

  const one = 'amends' in initial ? 'amendment' : definition.label.one;
  const leave = () => void navigate(listOf(entity));
  return (
    <Page title={`New ${one}`} narrow>
      <EntityForm
        entity={entity}
        // Checked field by field against the definition.
        initial={initial as Partial<DraftNamed<typeof entity>>}
        saveLabel={saveWords[entity]}
        startFrom={startFromOf(entity, initial)}
        readOff={readOffOf(entity)}
        onCancel={leave}
        finishLabel={entity === 'healthlogs' ? 'Save and sign' : undefined}
        onSaved={({ record }, isFinished) => {
          notify.done(`${sentence(one)} saved`);
          const state = isFinished ? asksToSign : undefined;
          if (isStillHere()) void navigate(pageOf(entity, record.id), { replace: true, state });
        }}
      />
    </Page>
  );
}
