import { describe, expect, it } from 'vitest';
import type { Appointment } from '../../../shared/entities';
import { ownStatus } from './use-own-appointments';

const me = 'a'.repeat(24);
const made = (given: Partial<Appointment>): Appointment => ({
  id: 'b'.repeat(24),
  revision: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...given,
});

describe('how an appointment stands, as its patient reads it', () => {
  it('tells what they asked for from what the clinic booked', () => {
    expect(ownStatus(made({ status: 'booked', createdBy: me }), me)).toBe('asked for, not confirmed yet');
    expect(ownStatus(made({ status: 'booked', createdBy: 'c'.repeat(24) }), me)).toBe('booked by the clinic');
    expect(ownStatus(made({ status: 'booked' }), me)).toBe('booked by the clinic');
    expect(ownStatus(made({ status: 'confirmed', createdBy: me }), me)).toBe('confirmed');
  });
});
