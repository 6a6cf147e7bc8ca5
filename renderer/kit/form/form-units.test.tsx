import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordNamed } from '../../../shared/entities';
import { field, leave, patientId, save, type, view } from '../../../tests/support/form-stage';
import { RecordSections } from '../record';
import { EntityForm, type EntityFormProps } from './EntityForm';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

type Props = EntityFormProps<'readinglimits'>;
type Create = NonNullable<Extract<Props, { record?: undefined }>['onSave']>;
type Limits = RecordNamed<'readinglimits'>;

const at = new Date('2026-11-28T09:00:00Z');
const of176lb: Limits = {
  ...{ id: 'a'.repeat(24), revision: 1, createdAt: at, updatedAt: at, patient: patientId },
  ...{ kind: '29463-7', high: 79.83225712 },
};

const choose = async (kind: string) => {
  fireEvent.click(screen.getByRole('combobox', { name: /^Kind of reading/ }));
  fireEvent.click(await screen.findByRole('option', { name: kind }));
};

// The clinic of these tests sees pounds and degrees Celsius. Seen red with limits typed in the unit that they are kept in.
describe('a number whose unit follows what it is a number of', () => {
  const create = () => {
    const onSave = vi.fn<Create>(async () => ({ record: of176lb, names: {} }));
    const props = { entity: 'readinglimits', initial: { patient: patientId }, onSave } as const;
    render(view(<EntityForm {...props} only={['kind', 'low', 'high']} />, 'doctor'));
    return onSave;
  };

  it('is typed in the unit of the clinic, and sent in the one that it is kept in', async () => {
    const onSave = create();
    await choose('Body weight');
    type(/^Highest/, '176');
    expect(screen.getByText('= 79.8 kg')).toBeTruthy();
    save();
    await waitFor(() => expect(onSave).toHaveBeenCalledOnce());
    expect(onSave.mock.calls[0]?.[0]).toMatchObject({
      kind: '29463-7',
      high: expect.closeTo(79.83225712, 9),
    });
  });

  it('stays as it was typed when it becomes a number of something else', async () => {
    create();
    type(/^Highest/, '176');
    leave(/^Highest/);
    await choose('Body weight');
    expect(field(/^Highest/).value).toBe('176');
    expect(screen.getByText('= 79.8 kg')).toBeTruthy();
    await choose('Heart rate');
    expect(field(/^Highest/).value).toBe('176');
    expect(screen.queryByText(/kg/)).toBeNull();
  });

  it('is there again as it was typed, in the form and on the page', () => {
    const form = <EntityForm entity="readinglimits" record={of176lb} only={['kind', 'high']} />;
    render(view(form, 'doctor'));
    expect(field(/^Highest/).value).toBe('176');
    cleanup();
    render(
      view(
        <RecordSections entity="readinglimits" record={of176lb} names={{}} without={['patient']} />,
        'doctor',
      ),
    );
    expect(screen.getByText('176 lb (79.8 kg)')).toBeTruthy();
  });
});
