import { IconChartLine } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Chart } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import {
  ageInMonths,
  type GrowthMeasure,
  growthCurves,
  type GrowthSex,
  growthSource,
  type GrowthSpan,
  growthSpans,
  percentileWords,
  spanAt,
} from '../../../shared/rules/growth/growth';
import { isCalendarDate } from '../../../shared/schema';
import {
  Banner,
  DefaultButton,
  Empty,
  Failure,
  Link,
  Loading,
  Page,
  Quiet,
  Row,
  Section,
  Segmented,
  Stack,
} from '../../kit/base';
import { NoSuchPatient, visitsUntil } from '../../kit/clinic';
import { useChart, useLatest, useMeasures, useToday } from '../../kit/data';
import { formatDate, formatNumber } from '../../kit/format';
import {
  GrowthChart,
  type GrowthPoint,
  growthPoints,
  type GrowthUnit,
  growthUnit,
  lastMeasuredAt,
  shownTo,
  zWords,
} from '../../kit/growth';
import { PlainTable } from '../../kit/record';

const labels: Readonly<Record<GrowthMeasure, string>> = {
  height: 'Height',
  weight: 'Weight',
  bodyMassIndex: 'BMI',
  head: 'Head circumference',
};
const measureOptions = (Object.keys(labels) as GrowthMeasure[]).map((value) => ({
  value,
  label: labels[value],
}));
const spanOptions = (Object.keys(growthSpans) as GrowthSpan[]).map((value) => ({
  value,
  label: growthSpans[value].label,
}));

/** How a child grows, among the percentiles of children of the same age and sex. */
export function GrowthPage() {
  const { id = '' } = useParams();
  const answer = useChart(id);
  const navigate = useNavigate();
  const { data, error, refetch } = answer;
  const back = <DefaultButton label="Back to the record" onClick={() => void navigate(`/patients/${id}`)} />;
  if (!data && error && 'code' in error && error.code === 'NOT_FOUND') {
    return (
      <Page title="Growth">
        <NoSuchPatient />
      </Page>
    );
  }
  if (!data) {
    return (
      <Page title="Growth">
        {error ? (
          <Failure error={error} onRetry={refetch} />
        ) : (
          <Loading rows={8} columns={2} onRetry={refetch} />
        )}
      </Page>
    );
  }
  const { patient } = data;
  const { dateOfBirth } = patient;
  const name = entities.patients.title(patient);
  return (
    <Page
      title={`Growth of ${name}`}
      subtitle={dateOfBirth && `Born ${formatDate(dateOfBirth)}`}
      actions={back}
    >
      {dateOfBirth && isCalendarDate(dateOfBirth) ? (
        <Growth chart={data} dateOfBirth={dateOfBirth} />
      ) : (
        <Empty
          icon={IconChartLine}
          title="The date of birth is missing"
          text="Without it there is no age to draw by. Write it into the record first."
          actions={<Link to={`/patients/${id}/edit`}>Edit the record</Link>}
        />
      )}
    </Page>
  );
}

const knownSex = (sex: string | undefined): GrowthSex | null =>
  sex === 'female' || sex === 'male' ? sex : null;

function Growth({ chart, dateOfBirth }: { chart: Chart; dateOfBirth: string }) {
  const measures = useMeasures();
  const today = useToday();
  const [measure, setMeasure] = useState<GrowthMeasure>('height');
  const [chosenSpan, setSpan] = useState<GrowthSpan>();
  const age = ageInMonths(dateOfBirth, today);
  const visits = visitsUntil(chart.healthlogs, useLatest()().day);
  const lastMeasured = lastMeasuredAt(visits, dateOfBirth);
  if (lastMeasured === undefined && age > growthSpans.child.to) {
    return (
      <Empty
        icon={IconChartLine}
        title="Nothing was measured in childhood"
        text="The tables end at 20 years of age. What was measured since is in the record, under Vitals."
      />
    );
  }
  const span = chosenSpan ?? spanAt(measure, lastMeasured ?? age);
  const sex = knownSex(chart.patient.sex);
  const points = growthPoints(visits, measure, { dateOfBirth, sex }, span);
  const to = shownTo(span, points.at(-1)?.months ?? age);
  const curves = sex ? growthCurves(measure, span, sex, to) : [];
  const unit = growthUnit(measure, measures);
  return (
    <Stack gap={16}>
      <Row>
        <Segmented label="Measure" value={measure} onChange={setMeasure} options={measureOptions} />
        <Segmented label="Age" value={span} onChange={setSpan} options={spanOptions} />
      </Row>
      {!sex && (
        <Banner tone="info">
          Percentiles differ between girls and boys. The sex in the record is neither, so the values stand
          alone.
        </Banner>
      )}
      {sex && curves.length === 0 && (
        <Banner tone="info">
          {`There is no table of ${labels[measure]} for this age (${growthSpans[span].label.toLowerCase()}), so the values stand alone.`}
        </Banner>
      )}
      {points.length === 0 && (
        <Banner tone="info">{`${labels[measure]} was not measured at this age yet.`}</Banner>
      )}
      <Section title={`${labels[measure]}, ${unit.unit}`}>
        <GrowthChart label={labels[measure]} {...{ unit, span, to, curves, points }} />
        {points.length > 0 && <Values {...{ points, unit }} label={labels[measure]} />}
      </Section>
      <Stack gap={0}>
        {curves.length > 0 && (
          <Quiet>{`Lines: 3, 10, 25, 50, 75, 90 and 97 of 100 children are below. ${growthSource.name}.`}</Quiet>
        )}
        <Quiet>{growthSource.notice}</Quiet>
        {measure === 'height' && (
          <Quiet>
            Up to 3 years the table is of children lying down, from 2 years of standing ones; between, take
            the one that was measured.
          </Quiet>
        )}
        <Quiet>Ages are counted from the birth date and not corrected for a birth before term.</Quiet>
      </Stack>
    </Stack>
  );
}

/** The values of the chart in words, the latest first. */
function Values({
  points,
  unit,
  label,
}: {
  points: readonly GrowthPoint[];
  unit: GrowthUnit;
  label: string;
}) {
  return (
    <PlainTable
      label={`${label} at each visit, the latest first`}
      rows={points.toReversed()}
      keyOf={({ date, value }) => `${date} ${value}`}
      columns={[
        { label: 'Date', cell: ({ date }) => formatDate(date) },
        { label: 'Value', isNumber: true, cell: ({ value }) => formatNumber(unit.show(value), unit.unit) },
        {
          label: 'Among children of the same age and sex',
          cell: ({ place }) => (place ? percentileWords(place.percentile) : 'Not known'),
        },
        { label: 'z-score', isNumber: true, cell: ({ place }) => (place ? zWords(place.z) : '') },
      ]}
    />
  );
}
