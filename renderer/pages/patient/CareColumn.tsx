import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { mayRead } from '../../../shared/rules/permissions';
import { Facts, Link, Panel } from '../../kit/base';
import { SideList } from '../../kit/clinic';
import { usePerson } from '../../kit/data';
import { formatDate } from '../../kit/format';

const { fields } = entities.patients;

/** Who cares for the person, how to reach them, who pays, whom to call. */
export function CareColumn({ chart }: { chart: Chart }) {
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
  const address = [
    patient.address,
    [patient.zip, patient.city].filter(Boolean).join(' '),
    patient.state,
  ].filter(Boolean);
  const contact = [
    { label: 'Phone', value: patient.phone },
    { label: 'Email', value: patient.email },
    { label: 'Address', value: address.join(', ') },
    { label: 'Language', value: patient.language },
  ].filter((each) => each.value);
  return (
    <>
      <Panel title="Care team">
        <SideList items={[...team('doctors'), ...team('clinics')]} nothing="Nobody is named yet." />
      </Panel>
      {reads('phone') && (
        <Panel title="Contact">
          {contact.length > 0 ? (
            <Facts labelWidth={60} items={contact} />
          ) : (
            <SideList items={[]} nothing="No contact details." />
          )}
        </Panel>
      )}
      {reads('emergencyContact') && (
        <Panel title="In an emergency">
          <SideList
            nothing="Nobody is named yet."
            items={
              emergency?.name || emergency?.phone
                ? [
                    {
                      key: 'emergency',
                      title: emergency.name ?? emergency.phone,
                      detail: [emergency.relation, emergency.name && emergency.phone]
                        .filter(Boolean)
                        .join(', '),
                    },
                  ]
                : []
            }
          />
        </Panel>
      )}
      {reads('insurance') && (
        <Panel title="Insurance">
          <SideList
            nothing="None is named."
            items={
              insurance?.insurer || insurance?.policyNumber
                ? [
                    {
                      key: 'insurance',
                      title: insurance.insurer ?? insurance.policyNumber,
                      detail: [
                        insurance.insurer && insurance.policyNumber,
                        insurance.validUntil && `valid until ${formatDate(insurance.validUntil)}`,
                      ]
                        .filter(Boolean)
                        .join(', '),
                    },
                  ]
                : []
            }
          />
        </Panel>
      )}
    </>
  );
}
