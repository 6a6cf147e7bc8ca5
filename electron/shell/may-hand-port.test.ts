import { describe, expect, it } from 'vitest';
import { mayHandPort } from './may-hand-port';

const page = { url: 'app://clinic-desk/#/patients' };

// Each "no" seen red with its half of the condition inverted in mayHandPort or isOurs.
describe('a port to the core', () => {
  it('is handed to the main frame of our own window', () => {
    expect(mayHandPort(page, page)).toBe(true);
  });

  it('is not handed to a frame inside our page, even at our own address', () => {
    expect(mayHandPort({ url: page.url }, page)).toBe(false);
  });

  it('is not handed to a frame that has gone, or when there is no window', () => {
    expect(mayHandPort(null, page)).toBe(false);
    expect(mayHandPort(page, undefined)).toBe(false);
    expect(mayHandPort(null, undefined)).toBe(false);
  });

  it.each([
    'https://clinic-desk/',
    'file:///index.html',
    'app://elsewhere/',
    'app://clinic-desk.example.org/',
    'app://clinic-desk@example.org/',
    'app://user:word@clinic-desk/',
    'app://clinic-desk:80/',
    'data:text/html,app://clinic-desk/',
    'blob:app://clinic-desk/1',
    'about:blank',
    '',
  ])('is not handed to another page in our own window (%s)', (url) => {
    const frame = { url };
    expect(mayHandPort(frame, frame)).toBe(false);
  });
});
