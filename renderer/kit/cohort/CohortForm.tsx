import type { Cohort } from '../../../shared/entities';
import { EntityForm } from '../form';
import { CriteriaFields } from './CriteriaFields';
import { LiveTotal } from './LiveTotal';

type Props = {
  /** The cohort that is changed; absent for a new one. */
  record?: Cohort;
  names?: Readonly<Record<string, string>>;
  /** What a new one starts with: a copy. */
  initial?: Partial<Cohort>;
  /** Under which typing is kept, where it is not that of any new cohort. */
  draftKey?: string;
  onCancel: () => void;
  onSaved: (cohort: Cohort) => void;
};

/** The form of a cohort, which counts while one types; typing is kept and conflicts are asked about as in any form. */
export function CohortForm({ record, names, initial, draftKey, onCancel, onSaved }: Props) {
  const common = {
    entity: 'cohorts',
    names,
    draftKey,
    onCancel,
    saveLabel: record ? 'Save' : 'Save cohort',
    drawFields: (form) => <CriteriaFields form={form} />,
    readOff: (values) => <LiveTotal values={values} />,
    onSaved: (answer) => onSaved(answer.record),
  } as const satisfies Partial<Parameters<typeof EntityForm<'cohorts'>>[0]>;
  return record ? <EntityForm {...common} record={record} /> : <EntityForm {...common} initial={initial} />;
}
