import type { OfferedReport } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { calendarDate, type Field, reference } from '../../../shared/schema';
import { usePerson } from '../../kit/data';
import { ParameterBar } from '../../kit/figures';
import { FilterInput, SelectField } from '../../kit/inputs';
import { PeriodChoice } from './PeriodChoice';
import type { ReportAddress } from './report-address';

type Props = {
  report: OfferedReport;
  asked: ReportAddress;
  onChange: (change: Partial<ReportAddress>) => void;
};

/** What a report can be narrowed by besides its days, with what must be readable for it. */
const filters = [
  {
    name: 'doctor',
    entity: 'doctors',
    field: reference({ label: 'Doctor', to: 'doctors' }),
    none: 'Every doctor',
  },
  {
    name: 'clinic',
    entity: 'clinics',
    field: reference({ label: 'Clinic', to: 'clinics' }),
    none: 'Every clinic',
  },
  {
    name: 'cohort',
    entity: 'cohorts',
    field: reference({ label: 'Cohort', to: 'cohorts' }),
    none: 'Everybody',
  },
] as const satisfies readonly { name: string; entity: keyof typeof entities; field: Field; none: string }[];

const onDay = calendarDate({ label: 'On the day' });

/** The parameters of a report. Each change counts at once. */
export function ReportBar({ report, asked, onChange }: Props) {
  const person = usePerson();
  const takes = (parameter: OfferedReport['parameters'][number]) => report.parameters.includes(parameter);
  return (
    <ParameterBar label="What is counted">
      {takes('period') && <PeriodChoice period={asked.period} onChange={(period) => onChange({ period })} />}
      {takes('on') && (
        <FilterInput field={onDay} value={asked.on} placeholder="Today" onChange={(on) => onChange({ on })} />
      )}
      {takes('by') && report.by.length > 1 && (
        <SelectField
          label="By"
          value={report.by.find(({ value }) => value === asked.by)?.value ?? report.by[0]?.value ?? null}
          options={report.by}
          onChange={(by) => onChange({ by: by === report.by[0]?.value ? undefined : by })}
        />
      )}
      {filters
        .filter(({ name, entity }) => takes(name) && may(person, 'read', entities[entity]))
        .map(({ name, field, none }) => (
          <FilterInput
            key={name}
            field={field}
            value={asked[name]}
            placeholder={none}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
    </ParameterBar>
  );
}
