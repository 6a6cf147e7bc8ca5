import { Fragment } from 'react';
import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { may, mayRead } from '../../../shared/rules/permissions';
import { Facts, Link, Panel } from '../../kit/base';
import { SideList } from '../../kit/clinic';
import { usePerson } from '../../kit/data';
import { formatDate } from '../../kit/format';
import { Changes, KeptFromOlder } from '../../kit/record';
import { Documents } from './Documents';
import { Medicines } from './Medicines';
import type { Open } from './open';
import { Allergies, Immunizations, Problems } from './SummaryPanels';

const { fields } = entities.patients;
const listed = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(', ');

/** What they have, take and must not get, who cares for them, how to reach them, whom to call, who pays, what the older system had; for administrators, who changed what. */
export function CareColumn({ chart, open }: { chart: Chart; open: Open }) {
  const { patient, names } = chart;
  const person = usePerson();
  const reads = (name: keyof typeof fields) => mayRead(person, entities.patients, fields[name]);
  const team = (entity: 'doctors' | 'clinics') =>
    (patient[entity] ?? []).map((id) => ({
      key: id,
      title: (
        <Link to={`/${entity}/${id}`} look="name">
          {names[id] ?? 'Not available'}
        </Link>
      ),
    }));
  const { emergencyContact: emergency, insurance } = patient;
  const contact = [
    { label: 'Phone', value: patient.phone },
    { label: 'Email', value: patient.email && <Breakable text={patient.email} /> },
    { label: 'Address', value: addressOf(patient) },
    { label: 'Language', value: patient.language },
  ].filter((each) => each.value);
  const caller = emergency?.name ?? emergency?.phone;
  const insurer = insurance?.insurer ?? insurance?.policyNumber;
  return (
    <>
      <Problems {...{ chart, open }} />
      {may(person, 'read', entities.prescriptions) && <Medicines {...{ chart, open }} />}
      <Allergies {...{ chart, open }} />
      <Immunizations {...{ chart, open }} />
      <Documents {...{ chart, open }} />
      <Panel title="Care team">
        <SideList items={[...team('doctors'), ...team('clinics')]} nothing="Nobody is named yet." />
      </Panel>
      {reads('phone') && (
        <Panel title="Contact">
          {contact.length > 0 ? (
            <Facts labelWidth={62} items={contact} />
          ) : (
            <SideList items={[]} nothing="No contact details." />
          )}
        </Panel>
      )}
      {reads('emergencyContact') && (
        <Panel title="In an emergency">
          <SideList
            nothing="Nobody is named yet."
            items={oneItem(caller, listed(emergency?.relation, emergency?.name && emergency.phone))}
          />
        </Panel>
      )}
      {reads('insurance') && (
        <Panel title="Insurance">
          <SideList
            nothing="None is named."
            items={oneItem(
              insurer,
              listed(
                insurance?.insurer && insurance.policyNumber,
                insurance?.validUntil && `until ${formatDate(insurance.validUntil)}`,
              ),
            )}
          />
        </Panel>
      )}
      <KeptFromOlder entity="patients" id={patient.id} place="panel" />
      <Changes entity="patients" id={patient.id} />
    </>
  );
}

const oneItem = (title: string | undefined, detail: string) => (title ? [{ key: title, title, detail }] : []);

/** As on an envelope, each part on its line. */
function addressOf({ address, city, state, zip }: Chart['patient']) {
  const lines = [address, listed(city, state), zip].filter(Boolean);
  if (lines.length === 0) return undefined;
  return lines.map((line, index) => (
    <Fragment key={line}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}

/** An email address breaks before its @, not within a word. */
function Breakable({ text }: { text: string }) {
  const [name, ...rest] = text.split('@');
  if (rest.length === 0) return text;
  return (
    <>
      {name}
      <wbr />@{rest.join('@')}
    </>
  );
}
