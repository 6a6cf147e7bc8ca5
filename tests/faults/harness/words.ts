import type { Outcome, Round } from './trial';

/** How soon writes must be acknowledged again after the server is back (issue: "reconnect ≤ 10 s after it is back"). */
export const RECONNECT_LIMIT_MS = 10_000;

/** Everything that must not be, one line each; empty when nothing was lost, doubled, missed or left without an answer. */
export function faultsOf(outcome: Outcome, callLimitMs: number): string[] {
  const { lost, doubled, badlyAudited, contradictions, patience, watchers, rounds } = outcome;
  const late = rounds.filter(({ reconnectMs }) => !(reconnectMs <= RECONNECT_LIMIT_MS));
  return [
    ...lost.map((each) => `LOST: ${each}`),
    ...doubled.map((each) => `DOUBLED: ${each}`),
    ...badlyAudited.map((each) => `AUDIT: ${each}`),
    ...contradictions.map((each) => `CONTRADICTION: ${each}`),
    ...patience.refusals.map((each) => `REFUSED: ${each}`),
    ...patience.untyped.map((each) => `UNTYPED: ${each}`),
    ...(patience.longestMs > callLimitMs ? [`LATE: a call took ${seconds(patience.longestMs)}`] : []),
    ...late.map(({ what, reconnectMs }) => `LATE: ${what}, ${seconds(reconnectMs)} until the next write`),
    ...watchers.flatMap(({ missed, doubled: twice, outOfOrder }) => [
      ...missed.map((each) => `MISSED EVENT: ${each}`),
      ...twice.map((each) => `DOUBLED EVENT: ${each}`),
      ...outOfOrder.map((each) => `EVENT OUT OF ORDER: ${each}`),
    ]),
  ];
}

/** The figures of a trial, as lines for a terminal. */
export function figuresOf(outcome: Outcome): string[] {
  const { rounds, acknowledged, patience, lost, doubled, badlyAudited, watchers } = outcome;
  return [
    `${rounds.length} faults: ${counted(rounds.map(({ what }) => what))}`,
    `${acknowledged} writes acknowledged, ${patience.calls} calls, ${patience.unavailable} answered UNAVAILABLE and made again`,
    `${lost.length} lost, ${doubled.length} doubled, ${badlyAudited.length} with a wrong number of audit entries`,
    `${patience.refusals.length} refused, ${patience.untyped.length} errors without a type, longest call ${seconds(patience.longestMs)}`,
    `server away:         ${spread(rounds.map(({ awayMs }) => awayMs))}`,
    `back until a write:  ${spread(rounds.map(({ reconnectMs }) => reconnectMs))}`,
    ...watchers.map(
      ({ told, missed, doubled: twice, outOfOrder, gaps }, number) =>
        `window ${number + 1}: ${told} changes told, ${missed.length} missed, ${twice.length} doubled, ${outOfOrder.length} out of order, ${gaps} gaps`,
    ),
  ];
}

export const lineOf = ({ what, awayMs, reconnectMs }: Round): string =>
  `${what}, away ${seconds(awayMs)}, a write ${seconds(reconnectMs)} after it was back`;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return [
    `median ${seconds(at(0.5))}`,
    `p90 ${seconds(at(0.9))}`,
    `p95 ${seconds(at(0.95))}`,
    `most ${seconds(at(1))}`,
  ].join(', ');
}

function counted(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}
