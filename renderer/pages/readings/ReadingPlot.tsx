import { IconRuler2 } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { ChartOutline, ReadingSummary, WithdrawnKind } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { type ReadingGroup, readingGroups, usualGroups } from '../../../shared/rules/readings/groups';
import { Banner, DefaultButton, Loading, Menu, type MenuItem, Section, Stack } from '../../kit/base';
import { medicinesLane, readingLane, unitsOf, useReadingUnits, visitsLane } from '../../kit/clinic';
import { useNow, usePerson, useReadingSeries, useSettled, useTimeZone, useToday } from '../../kit/data';
import { askedSpan, LaneChoice, TimePlot, type TimeSpan } from '../../kit/plot';
import { askedCurves, askedKinds } from './asked-curves';
import { plottedSpans } from './plotted-spans';
import { type SingleChoice, SingleReadings } from './SingleReadings';
import { useSpanInAddress } from './use-span-in-address';

/** A stretch is asked for once it stays so long. */
const settledMs = 160;
const visits = 'visits';
const medicines = 'medicines';

type Props = {
  outline: ChartOutline;
  groups: readonly ReadingGroup[];
  kinds: readonly ReadingSummary[];
  withdrawn: readonly WithdrawnKind[];
};

/** The curves that are chosen, and the single readings behind them. What is shown stands in the address. */
export function ReadingPlot({ outline, groups, kinds, withdrawn }: Props) {
  const patient = outline.patient.id;
  const navigate = useNavigate();
  const person = usePerson();
  const timeZone = useTimeZone();
  const today = useToday();
  const now = useNow(60_000).getTime();
  const units = useReadingUnits();
  const [address, setAddress] = useSearchParams();

  const visitMarks = useMemo(() => visitsLane(outline, timeZone), [outline, timeZone]);
  const bars = useMemo(
    () => medicinesLane(outline.prescriptions, today, timeZone),
    [outline, today, timeZone],
  );
  const { whole, first } = useMemo(() => {
    const read = [...kinds, ...withdrawn].flatMap(({ first, last }) => [first.getTime(), last.getTime()]);
    return plottedSpans({ read, visits: visitMarks.marks.map(({ from }) => from), now });
  }, [kinds, withdrawn, visitMarks, now]);

  const options = [
    ...groups.map(({ key, label }) => ({ value: key, label })),
    ...(may(person, 'read', entities.healthlogs) && visitMarks.marks.length > 0
      ? [{ value: visits, label: 'Visits' }]
      : []),
    ...(may(person, 'read', entities.prescriptions) && bars.bars.length > 0
      ? [{ value: medicines, label: 'Medicines' }]
      : []),
  ];
  const shown = address.get('show')?.split(',') ?? [
    ...usualGroups(kinds, groups).map(({ key }) => key),
    visits,
    medicines,
  ];
  const shownKey = groups
    .map(({ key }) => key)
    .filter((key) => shown.includes(key))
    .join(' ');
  // By key: the table of single readings is drawn anew only when it shows others, not at each turn of a wheel.
  const shownGroups = useMemo(() => groupsOf(shownKey), [shownKey]);
  const { chosen, setSpan, written } = useSpanInAddress({ address, whole, timeZone });
  const span = chosen ?? first;
  const write = (changes: Readonly<Record<string, string>>) =>
    setAddress(
      (before) =>
        Object.entries({ ...Object.fromEntries(before), ...changes }).filter(([, value]) => value !== ''),
      { replace: true },
    );

  const isChosen = chosen !== undefined;
  const current = `${span.from} ${span.to} ${isChosen ? 'chosen' : 'first'}`;
  const settled = useSettled(current, settledMs);
  const writing = useRef({ write, written, shown });
  useEffect(() => {
    writing.current = { write, written, shown };
  });
  useEffect(() => {
    const [from, to, what] = settled.split(' ');
    if (what !== 'chosen') return;
    writing.current.write(writing.current.written({ from: Number(from), to: Number(to) }));
  }, [settled]);
  const asked = useMemo(
    () => askedCurves({ patient, kinds: askedKinds(address, shownGroups, kinds), span: stretchOf(settled) }),
    [patient, shownGroups, settled, address, kinds],
  );
  const kind = address.get('kind') ?? undefined;
  const isOnlyOutside = address.get('only') === 'outside';
  // The same function for as long as the page lives: the table is drawn anew only when it shows others.
  const [choose] = useState(() => (changes: SingleChoice) => writing.current.write(changes));
  const [stay] = useState(
    () => (kindShown: string) =>
      writing.current.write({ show: writing.current.shown.join(','), kind: kindShown }),
  );
  const answer = useReadingSeries(asked);
  const curves = answer.data?.curves;
  // A small move asks the same question, which is answered.
  const isUncounted = answer.isPrevious || !isSameStretch(stretchOf(settled), stretchOf(current));
  const lanes = useMemo(
    () => [
      ...shownGroups.map((group) =>
        readingLane(group, { curves: curves ?? [], seen: outline, units, timeZone }),
      ),
      ...(shown.includes(visits) && visitMarks.marks.length > 0 ? [visitMarks] : []),
      ...(shown.includes(medicines) && bars.bars.length > 0 ? [bars] : []),
    ],
    // oxlint-disable-next-line react/exhaustive-deps -- `shown` is made anew each time; its words say when it differs
    [shownGroups, shown.join(' '), curves, outline, units, timeZone, visitMarks, bars],
  );

  return (
    <>
      <Stack>
        <LaneChoice
          label="Shown in the plot"
          options={options}
          value={options.map(({ value }) => value).filter((value) => shown.includes(value))}
          onChange={(next) => write({ show: next.join(',') })}
          aside={<Units groups={shownGroups} />}
        />
        {answer.error && (
          <Banner
            tone="warn"
            boxed
            action={<DefaultButton label="Try again" size="small" onClick={answer.refetch} />}
          >
            The curves could not be read{curves ? '; older ones are shown.' : '.'}
          </Banner>
        )}
        {curves?.some(({ isBeingCounted }) => isBeingCounted) && (
          <Banner tone="info" boxed>
            Being counted with the new limits. Until then, how many are outside is as it was with the limits
            before.
          </Banner>
        )}
        {!curves && answer.isLoading && <Loading rows={6} columns={1} onRetry={answer.refetch} />}
        {(curves || !answer.isLoading) && (
          <TimePlot
            label={`Readings over time: ${lanes.map(({ label }) => label).join(', ')}`}
            lanes={lanes}
            span={span}
            onSpan={setSpan}
            whole={whole}
            isBusy={answer.isLoading || answer.isRefreshing || answer.isPrevious || settled !== current}
            isUncounted={isUncounted}
            now={now}
            timeZone={timeZone}
            onOpen={(route) => void navigate(route)}
          />
        )}
      </Stack>
      {shownGroups.length > 0 && (
        <Section title="Single readings in this time">
          <SingleReadings
            key={shownKey}
            patient={patient}
            groups={shownGroups}
            asked={settled}
            chosen={kind}
            isOnlyOutside={isOnlyOutside}
            onChoose={choose}
            onStay={stay}
          />
        </Section>
      )}
    </>
  );
}

/** What is asked for to show a stretch of the page; undefined: all there is. */
function stretchOf(shown: string): TimeSpan | undefined {
  const [from, to, what] = shown.split(' ');
  return what === 'chosen' ? askedSpan({ from: Number(from), to: Number(to) }) : undefined;
}

const isSameStretch = (one: TimeSpan | undefined, other: TimeSpan | undefined) =>
  one?.from === other?.from && one?.to === other?.to;

const groupsOf = (keys: string) => readingGroups.filter(({ key }) => keys.split(' ').includes(key));

/** Which unit each kind is shown in, where there are several. */
function Units({ groups }: { groups: readonly ReadingGroup[] }) {
  const units = useReadingUnits();
  const items = groups.flatMap((group): (MenuItem | { heading: string })[] => {
    const choices = unitsOf(group);
    if (choices.length < 2) return [];
    const current = units.of(group.kinds[0]).unit.code;
    return [
      { heading: group.label },
      ...choices.map(({ code, label }) => ({
        label: code === current ? `${label} (shown)` : label,
        onSelect: () => units.choose(group.kinds[0], code),
      })),
    ];
  });
  if (items.length === 0) return null;
  return <Menu label="Units" icon={IconRuler2} items={items} />;
}
