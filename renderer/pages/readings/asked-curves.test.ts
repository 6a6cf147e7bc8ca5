import { describe, expect, it } from 'vitest';
import { readingGroups } from '../../../shared/rules/readings/groups';
import { askedCurves, askedKinds, firstCurves } from './asked-curves';

const measured = [
  { kind: '8867-4', count: 900 },
  { kind: '2339-0', count: 400 },
] as const;
const groupsOf = (...keys: readonly string[]) => readingGroups.filter(({ key }) => keys.includes(key));

describe('the curves that are asked for before anything of the patient is there', () => {
  it('are those that the plot asks for first: the usual ones, or those that the address names', () => {
    const [nothing, chosen] = [new URLSearchParams(), new URLSearchParams({ show: 'bp,visits' })];
    const usual = askedKinds(nothing, groupsOf('8867-4', '2339-0'), measured);
    expect(usual).toBe('usual');
    expect(firstCurves('p', nothing)).toEqual(askedCurves({ patient: 'p', kinds: usual }));
    const own = askedKinds(chosen, groupsOf('bp'), measured);
    expect(own).toEqual(['8480-6', '8462-4']);
    expect(firstCurves('p', chosen)).toEqual(askedCurves({ patient: 'p', kinds: own }));
  });

  it('are none of a stretch, nor where no curve was chosen', () => {
    expect(firstCurves('p', new URLSearchParams({ from: '1780000000000' }))).toBeUndefined();
    expect(firstCurves('p', new URLSearchParams({ to: '2026-11-05' }))).toBeUndefined();
    expect(firstCurves('p', new URLSearchParams({ show: 'visits' }))).toBeUndefined();
  });
});

it('names the kinds where so little was read that what visits noted is plotted beside it', () => {
  const beside = groupsOf('8867-4', '29463-7');
  expect(askedKinds(new URLSearchParams(), beside, measured.slice(0, 1))).toEqual(['8867-4', '29463-7']);
});

it('asks for nothing before 1970, and for all there ever was without a stretch', () => {
  const span = { from: -5, to: Date.UTC(2026, 5, 11) };
  const near = askedCurves({ patient: 'p', kinds: 'usual', span });
  expect(near).toMatchObject({ from: new Date(0), to: new Date(span.to) });
  const all = askedCurves({ patient: 'p', kinds: 'usual' });
  expect(all.from.getTime()).toBe(0);
  expect(all.to.getTime()).toBeGreaterThan(Date.now());
});
