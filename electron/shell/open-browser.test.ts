import { describe, expect, it } from 'vitest';
import { browserCommand } from './open-browser';

const url = 'http://127.0.0.1:47000/?launch=abc';

describe('the browser is opened', () => {
  it('on each system by its own command', () => {
    expect(browserCommand(url, { platform: 'darwin', env: {} })).toEqual(['open', url]);
    expect(browserCommand(url, { platform: 'win32', env: {} })).toEqual([
      'rundll32',
      'url.dll,FileProtocolHandler',
      url,
    ]);
    expect(browserCommand(url, { platform: 'linux', env: { DISPLAY: ':0' } })).toEqual(['xdg-open', url]);
    expect(browserCommand(url, { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual([
      'xdg-open',
      url,
    ]);
  });

  it('not where there is no screen', () => {
    expect(browserCommand(url, { platform: 'linux', env: {} })).toBeNull();
  });
});
