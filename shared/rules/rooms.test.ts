import { describe, expect, it } from 'vitest';
import { isSameRoom, roomAsNamed } from './rooms';

describe('the name of a room', () => {
  it('is the same whatever its case and spaces are', () => {
    expect(isSameRoom('Room 1', ' room  1 ')).toBe(true);
    expect(isSameRoom('Salle Été', 'SALLE ETE')).toBe(true);
    expect(isSameRoom('Room 1', 'Room 10')).toBe(false);
  });

  it('is kept as the clinic writes it, or as it was typed where the clinic has no such room', () => {
    expect(roomAsNamed('room  2 ', ['Room 1', 'Room 2'])).toBe('Room 2');
    expect(roomAsNamed('  lab  east', ['Room 1'])).toBe('lab east');
  });
});
