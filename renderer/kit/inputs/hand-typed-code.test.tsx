import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  asked,
  code,
  coded,
  cpt,
  diagnoses,
  draw,
  icd10cm,
  inputIn,
  knee,
  known,
  lookup,
  name,
  pressure,
  rowOf,
  type,
  answer,
} from './testing/coding-stage';

beforeEach(() => void lookup.mockReset().mockImplementation(answer));
afterEach(cleanup);

describe('a code that is typed by hand', () => {
  it('can be typed by hand when codes cannot be looked up now', async () => {
    draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'broken');
    const words = 'The database does not answer. Name and code can be typed by hand.';
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('of another system is typed by hand', () => {
    const own = { system: 'http://snomed.info/sct', code: '44054006', display: 'Type 2 diabetes' };
    const { last } = draw(diagnoses, { initial: [own] });
    expect(inputIn(rowOf(1), /^Code system/).value).toBe('SNOMED CT');
    fireEvent.click(name());
    type(name(), 'Diabetes, type 2');
    expect(last()).toEqual([{ ...own, display: 'Diabetes, type 2' }]);
    expect(lookup).not.toHaveBeenCalled();
  });

  // Seen red with only the part that was typed changed: I10 stood beside the name of M17.12.
  it('loses its name when its code is typed anew, and has the one that belongs to the new code', async () => {
    const { last } = draw(diagnoses, { initial: [coded(knee)] });
    type(code(), 'I1');
    expect(last()).toEqual([{ system: icd10cm, code: 'I1' }]);
    expect(diagnoses.input.safeParse(last()).success).toBe(false);
    type(code(), 'M17.12');
    expect(last()).toEqual([coded(knee)]);
    type(code(), 'I10');
    expect(name().value).toBe('');
    await waitFor(() => expect(last()).toEqual([coded(pressure)]));
    type(code(), 'I10.9');
    expect(last()).toEqual([{ system: icd10cm, code: 'I10.9' }]);
  });

  // Seen red with only the part that was typed changed.
  it('loses its name when its system is changed and its codes are nowhere to be found', async () => {
    const { last } = draw(diagnoses, { initial: [coded(pressure)] });
    fireEvent.click(inputIn(rowOf(1), /^Code system/));
    fireEvent.click(await screen.findByRole('option', { name: 'CPT' }));
    expect(last()).toEqual([{ system: cpt, code: 'I10' }]);
  });

  it('keeps its own name while a code is typed beside it, and loses it with that code', () => {
    const { last } = draw(diagnoses, { initial: [{ system: cpt, display: 'Visit' }] });
    type(code(), '9');
    type(code(), '99213');
    expect(last()).toEqual([{ system: cpt, display: 'Visit', code: '99213' }]);
    fireEvent.blur(code());
    type(code(), '99214');
    expect(last()).toEqual([{ system: cpt, code: '99214' }]);
  });

  // Seen red with a code of the edition told as one that is not.
  it('is told to be in no edition when its code is typed and not there, and may be saved all the same', async () => {
    const plainly = { ...coded(pressure), code: 'i10' };
    const { last } = draw(diagnoses, { initial: [coded(knee), plainly, coded(pressure)] });
    fireEvent.focus(code(3));
    type(code(3), 'I10.9');
    type(name(3), 'High pressure, old code');
    expect(screen.queryByText(/is not in/)).toBeNull();
    fireEvent.blur(code(3));
    expect(await within(rowOf(3)).findByText(/I10\.9 is not in ICD-10-CM 2026, April/)).toBeTruthy();
    expect(screen.getAllByText(/is not in/)).toHaveLength(1);
    expect(diagnoses.input.safeParse(last()).success).toBe(true);
  });

  // Seen red with nothing told before the cursor leaves the code: who saves from there is told nothing.
  it('is told so at once while it is typed, when no code begins so, and not while one does', async () => {
    draw(diagnoses, { initial: [{}] });
    fireEvent.focus(code());
    type(code(), 'M17');
    await waitFor(() => expect(lookup).toHaveBeenLastCalledWith(asked('M17'), expect.anything()));
    type(code(), 'M17.1');
    await waitFor(() => expect(name().value).toBe(known[0]?.display));
    expect(screen.queryByText(/is not in/)).toBeNull();
    type(code(), 'Q99.ZZ');
    expect(await within(rowOf(1)).findByText(/Q99\.ZZ is not in ICD-10-CM 2026, April/)).toBeTruthy();
  });

  // Seen red with the code taken away by the first letter of the name.
  it('keeps a code that was typed by hand beside what the person calls it, until another is chosen', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    type(code(), 'I10');
    await waitFor(() => expect(last()).toEqual([coded(pressure)]));
    type(name(), '');
    type(name(), 'Pressure, at home only');
    expect(last()).toEqual([{ system: icd10cm, code: 'I10', display: 'Pressure, at home only' }]);
    fireEvent.blur(name());
    type(code(), '');
    type(name(), 'left knee');
    fireEvent.click(await screen.findByRole('option', { name: /left knee/ }));
    type(name(), 'Gout');
    expect(last()).toEqual([{ system: icd10cm, display: 'Gout' }]);
  });

  // Seen red with the code compared letter by letter: m17.1 stayed so, without a name.
  it('has the name and the spelling of a code of small letters once it is left, and says that it cannot be billed', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.focus(code());
    type(code(), 'm171');
    expect(await within(rowOf(1)).findByText(/M17\.1 is not billable/)).toBeTruthy();
    expect(last()).toEqual([{ system: icd10cm, code: 'm171' }]);
    fireEvent.blur(code());
    await waitFor(() =>
      expect(last()).toEqual([{ system: icd10cm, code: 'M17.1', display: known[0]?.display }]),
    );
    fireEvent.focus(code());
    type(code(), 'i10');
    fireEvent.blur(code());
    await waitFor(() => expect(last()).toEqual([coded(pressure)]));
    expect(screen.queryByText(/not billable/)).toBeNull();
  });

  // Seen red with stored codes spelled anew by a look at them.
  it('keeps a code of the record as it is spelled there', async () => {
    const { last } = draw(diagnoses, { initial: [{ ...coded(pressure), code: 'i10' }, {}] });
    await waitFor(() => expect(lookup).toHaveBeenCalledWith(asked('i10'), expect.anything()));
    fireEvent.focus(code());
    fireEvent.blur(code());
    type(name(2), 'Gout');
    expect(last()).toEqual([
      { ...coded(pressure), code: 'i10' },
      { system: icd10cm, display: 'Gout' },
    ]);
    expect(screen.queryByText(/I10 is/)).toBeNull();
  });

  // Seen red with nothing told: another illness stood beside the code.
  it('is told when its name is not that of its code, and has the official one when that is taken', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    type(name(), 'osteo');
    fireEvent.blur(name());
    fireEvent.focus(code());
    type(code(), 'i10');
    fireEvent.blur(code());
    const told = /I10 is “Essential \(primary\) hypertension” in ICD-10-CM 2026, April\./;
    expect(await within(rowOf(1)).findByText(told)).toBeTruthy();
    expect(last()).toEqual([{ system: icd10cm, code: 'I10', display: 'osteo' }]);
    expect(diagnoses.input.safeParse(last()).success).toBe(true);
    fireEvent.click(within(rowOf(1)).getByRole('button', { name: 'Take this name' }));
    expect(last()).toEqual([coded(pressure)]);
    expect(screen.queryByText(told)).toBeNull();
    expect(document.activeElement).toBe(name());
  });

  // Seen red with the person's own words wiped and the official name in their place, without a word.
  it('keeps the words of the person when its code is put right afterwards, and is told where they differ', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    type(name(), 'Sugar, my words');
    fireEvent.blur(name());
    fireEvent.focus(code());
    type(code(), 'm17');
    fireEvent.blur(code());
    fireEvent.focus(code());
    type(code(), 'i10');
    fireEvent.blur(code());
    const told = /I10 is “Essential \(primary\) hypertension” in ICD-10-CM 2026, April\./;
    expect(await within(rowOf(1)).findByText(told)).toBeTruthy();
    expect(last()).toEqual([{ system: icd10cm, code: 'I10', display: 'Sugar, my words' }]);
    // The name of a list is not the person's own: it goes with its code.
    type(code(), '');
    type(name(), 'left knee');
    fireEvent.click(await screen.findByRole('option', { name: /left knee/ }));
    type(code(), 'i10');
    expect(last()).toEqual([{ system: icd10cm, code: 'i10' }]);
  });

  // Seen red with every other letter taken for another name.
  it('is not told so of a name in other letters', async () => {
    draw(diagnoses, {
      initial: [{ ...coded(pressure), display: 'ESSENTIAL  (primary) hypertension' }, coded(knee)],
    });
    type(name(2), 'Gout');
    type(code(2), 'I10');
    await within(rowOf(2)).findByText(/I10 is “Essential/);
    expect(screen.getAllByText(/I10 is/)).toHaveLength(1);
  });

  // Seen red with no list and no word of it.
  it('says why no list is offered while a code that was typed stands beside the name', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    type(code(), 'I10');
    await waitFor(() => expect(last()).toEqual([coded(pressure)]));
    type(name(), 'left knee');
    expect(await screen.findByText('I10 stays. Empty Code to search by name.')).toBeTruthy();
    expect(screen.queryByRole('option')).toBeNull();
    fireEvent.blur(name());
    type(code(), '');
    type(name(), 'left knees');
    type(name(), 'left knee');
    expect(await screen.findByRole('option', { name: /left knee/ })).toBeTruthy();
    expect(screen.queryByText(/stays/)).toBeNull();
  });
});
