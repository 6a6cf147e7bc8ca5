import axe from 'axe-core';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coding } from '../../../shared/schema';
import {
  add,
  code,
  coded,
  cpt,
  diagnoses,
  draw,
  icd10cm,
  inputIn,
  knee,
  lookup,
  name,
  pressure,
  procedures,
  rowOf,
  type,
  answer,
} from './testing/coding-stage';

beforeEach(() => void lookup.mockReset().mockImplementation(answer));
afterEach(cleanup);

describe('a diagnosis', () => {
  it('is of ICD-10-CM at first, and found by words; Enter takes the first that was found', async () => {
    const { last } = draw(diagnoses);
    add('diagnoses');
    expect(inputIn(rowOf(1), /^Code system/).value).toBe('ICD-10-CM');
    fireEvent.click(name());
    expect(await screen.findByText('Type words or a code')).toBeTruthy();
    type(name(), 'left knee');
    await screen.findByRole('option', { name: /left knee.*M17\.12/ });
    fireEvent.keyDown(name(), { key: 'Enter', code: 'Enter' });
    expect(last()).toEqual([coded(knee)]);
    expect(name().value).toBe('Unilateral primary osteoarthritis, left knee');
    expect(code().value).toBe('M17.12');
  });

  it('is chosen from the list with the mouse, which tells what cannot be billed, how many there are and of what', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'm17');
    expect(await screen.findByRole('option', { name: /of knee.*M17\.1, not billable/ })).toBeTruthy();
    expect(screen.getByText('2 codes. ICD-10-CM 2026, April')).toBeTruthy();
    expect(screen.getByText('From the CDC')).toBeTruthy();
    fireEvent.click(screen.getByRole('option', { name: /left knee/ }));
    expect(last()).toEqual([coded(knee)]);
  });

  // Seen red with the preferred name alone, which looks like another disease.
  it('is shown with the name by which it was found, and taken over by its own', async () => {
    const codes = [{ ...pressure, foundBy: 'High blood pressure' }];
    lookup.mockResolvedValue({ codes, total: 1, edition: 'Invented', notice: '' });
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'high blood');
    const found = { name: /^High blood pressure · Essential \(primary\) hypertension\s*I10/ };
    fireEvent.click(await screen.findByRole('option', found));
    expect(last()).toEqual([coded(pressure)]);
  });

  it('is taken by its code when the field is left', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'i10');
    await screen.findByRole('option', { name: /hypertension/ });
    fireEvent.blur(name());
    expect(last()).toEqual([coded(pressure)]);
  });

  it('is never taken by Enter before what was found answers what is typed', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'knee');
    await screen.findAllByRole('option');
    type(name(), 'hypertension');
    fireEvent.keyDown(name(), { key: 'Enter', code: 'Enter' });
    expect(last()).toEqual([{ system: icd10cm, display: 'hypertension' }]);
    await screen.findByRole('option', { name: /hypertension/ });
    await waitFor(() => expect(screen.queryByRole('option', { name: /knee/ })).toBeNull());
  });

  it('loses its code when its name is typed anew, and has it again when the name is as before', async () => {
    const { last } = draw(diagnoses, { initial: [coded(pressure)] });
    type(name(), 'Essential');
    expect(last()).toEqual([{ system: icd10cm, display: 'Essential' }]);
    expect(diagnoses.input.safeParse(last()).success).toBe(false);
    type(name(), pressure.display);
    expect(last()).toEqual([coded(pressure)]);
  });

  it('says so when nothing was found, and keeps what was typed', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'xyz');
    expect(await screen.findByText('No ICD-10-CM codes match “xyz”')).toBeTruthy();
    fireEvent.blur(name());
    type(code(), 'X1');
    expect(last()).toEqual([{ system: icd10cm, display: 'xyz', code: 'X1' }]);
    expect(diagnoses.input.safeParse(last()).success).toBe(true);
  });

  it('of a system that nobody knows any more stays as it is', () => {
    draw(diagnoses, { initial: [{ system: 'http://old.example/codes', code: '7', display: 'Gout' }] });
    expect(name().value).toBe('Gout');
    expect(code().value).toBe('7');
    expect(inputIn(rowOf(1), /^Code system/).value).toBe('http://old.example/codes');
  });

  // Seen red with the cursor on the button.
  it('is typed at once where one is added', () => {
    draw(diagnoses);
    add('diagnoses');
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: /^Name/ }));
    add('diagnoses');
    expect(document.activeElement).toBe(screen.getAllByRole('combobox', { name: /^Name/ }).at(-1));
  });

  it('is added empty, not as a copy of the one before', () => {
    const { last } = draw(diagnoses, { initial: [coded(pressure)] });
    add('diagnoses');
    expect(last()).toEqual([coded(pressure), {}]);
    expect(name(2).value).toBe('');
    expect(inputIn(rowOf(2), /^Code system/).value).toBe('ICD-10-CM');
  });

  it('is empty again when what was typed is taken out', () => {
    const { last } = draw(coding({ label: 'Reason', codeSystem: icd10cm }));
    type(screen.getByLabelText(/^Name/, { selector: 'input' }), 'go');
    expect(last()).toEqual({ system: icd10cm, display: 'go' });
    type(screen.getByLabelText(/^Name/, { selector: 'input' }), '');
    expect(last()).toBeUndefined();
  });

  it('is typed by hand by those who may not look codes up', () => {
    draw(diagnoses, { initial: [{}], role: 'patient' });
    expect(within(rowOf(1)).getByRole('textbox', { name: /^Name/ })).toBeTruthy();
    fireEvent.click(name());
    expect(lookup).not.toHaveBeenCalled();
  });

  it('has names for everything, so that axe finds nothing', async () => {
    const { container } = draw(diagnoses, { initial: [coded(pressure), {}] });
    fireEvent.click(name(2));
    type(name(2), 'knee');
    await screen.findAllByRole('option');
    // The page around it is none of the input's doing; colours are seen in a browser only.
    const rules = { region: { enabled: false }, 'color-contrast': { enabled: false } };
    const { violations } = await axe.run(container.ownerDocument.body, { rules });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});

describe('a procedure', () => {
  it('has no system until one is chosen, and the next one is of the same', () => {
    const own = { system: cpt, code: '99213', display: 'Office visit' };
    const { last } = draw(procedures, { initial: [own] });
    add('procedures');
    expect(last()).toEqual([own, { system: cpt }]);
    expect(inputIn(rowOf(2, 'Procedures'), /^Code system/).value).toBe('CPT');
  });
});
