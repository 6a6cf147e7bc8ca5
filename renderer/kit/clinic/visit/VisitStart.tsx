import { IconCopy, IconTemplate } from '@tabler/icons-react';
import { type EntityName, entities } from '../../../../shared/entities';
import { may } from '../../../../shared/rules/permissions';
import { QuietButton } from '../../base/Button';
import { Row } from '../../base/Layout';
import { Menu } from '../../base/Menu';
import { useLatest, useList, usePerson } from '../../data';
import type { FillEmpty } from '../../form/use-fill-empty';
import { formatDate } from '../../format';
import { amendedOf } from './AmendedVisit';

const { healthlogs, visittemplates } = entities;
/** As many as one page holds; a clinic with more finds none of them in a menu anyway. */
const mostTemplates = 200;

type Props = {
  /** Whose visit it is going to be, once that is known. */
  patient: unknown;
  fill: FillEmpty;
};

/** What a new visit can be started from: a template of the clinic, or what was written at the last visit. */
function VisitStart({ patient, fill }: Props) {
  const person = usePerson();
  const latest = useLatest();
  const templates = useList(
    'visittemplates',
    { page: { offset: 0, limit: mostTemplates } },
    { isWanted: may(person, 'read', visittemplates) },
  );
  const isKnown = typeof patient === 'string' && /^[0-9a-f]{24}$/.test(patient);
  const newestWith = (date: { to: string } | { isSet: false }) => ({
    filter: { patient: { is: patient }, notes: { isSet: true }, amends: { isSet: false }, date },
    sort: healthlogs.defaultSort.slice(),
    page: { offset: 0, limit: 1 },
  });
  const isWanted = isKnown && may(person, 'read', healthlogs);
  // An older system may have dated one in years to come: it is not the last that was.
  const dated = useList('healthlogs', newestWith({ to: latest().day }), { isWanted });
  const hasNoDated = !dated.isPrevious && dated.data?.rows.length === 0;
  // Or have given none a date: such a visit comes after all that have one.
  const undated = useList('healthlogs', newestWith({ isSet: false }), { isWanted: isWanted && hasNoDated });
  const visits = hasNoDated ? undated : dated;
  const offered = templates.data?.rows ?? [];
  // Until the next answer is there, what is shown is of the patient who was chosen before.
  const newest = isKnown && !visits.isPrevious ? visits.data?.rows[0] : undefined;
  const last = newest?.patient === patient ? newest : undefined;
  if (offered.length === 0 && !last) return null;
  return (
    <Row>
      {offered.length > 0 && (
        <Menu
          label="Start from a template"
          position="bottom-start"
          target={<QuietButton label="Start from a template" icon={IconTemplate} />}
          items={offered.map(({ name = 'Template', visitPurpose, notes, diagnoses }) => ({
            label: name,
            onSelect: () => fill({ visitPurpose, notes, diagnoses }, name),
          }))}
        />
      )}
      {last && (
        <QuietButton
          label="Copy last visit"
          icon={IconCopy}
          onClick={() =>
            fill(
              { notes: last.notes },
              last.date ? `visit of ${formatDate(last.date)}` : 'visit without a date',
            )
          }
        />
      )}
    </Row>
  );
}

/** For the form of a new record: of visits, and above amendments, which say only what is new, the visit that they amend. */
export function startFromOf(entity: EntityName, initial: object = {}) {
  if (entity !== healthlogs.name || 'amends' in initial) return amendedOf(entity, initial);
  return (fill: FillEmpty, values: Readonly<Record<string, unknown>>) => (
    <VisitStart patient={values.patient} fill={fill} />
  );
}
