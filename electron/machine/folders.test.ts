import { describe, expect, it } from 'vitest';
import { dataFolders, programCacheFolder } from './folders';

const on = (platform: NodeJS.Platform, environment: NodeJS.ProcessEnv = {}, home?: string) =>
  dataFolders({ platform, environment, home, userHome: '/home/ana' }).home;

describe('the data folder', () => {
  it('is where Electron keeps the data of "Clinic Desk" on each system', () => {
    expect(on('linux')).toBe('/home/ana/.config/Clinic Desk');
    expect(on('linux', { XDG_CONFIG_HOME: '/conf' })).toBe('/conf/Clinic Desk');
    expect(on('darwin')).toBe('/home/ana/Library/Application Support/Clinic Desk');
    expect(on('win32', { APPDATA: '/roaming' })).toBe('/roaming/Clinic Desk');
  });

  it('is CLINIC_HOME when that is set, and --home before it', () => {
    expect(on('linux', { CLINIC_HOME: '/clinic' })).toBe('/clinic');
    expect(on('linux', { CLINIC_HOME: '/clinic' }, '/other')).toBe('/other');
    expect(on('linux', { CLINIC_HOME: '' })).toBe('/home/ana/.config/Clinic Desk');
  });

  it('holds everything of one clinic', () => {
    const { home, ...rest } = dataFolders({ environment: {}, home: '/clinic' });
    expect(Object.values(rest).every((path) => path.startsWith(home))).toBe(true);
    expect(new Set(Object.values(rest)).size).toBe(Object.values(rest).length);
  });
});

describe('the folder of fetched programs', () => {
  it('is the cache folder of the user on each system, or CLINIC_CACHE', () => {
    const on = (platform: NodeJS.Platform, environment = {}) =>
      programCacheFolder({ platform, environment, userHome: '/home/ana' });
    expect(on('linux')).toBe('/home/ana/.cache/clinic-desk');
    expect(on('linux', { XDG_CACHE_HOME: '/cache' })).toBe('/cache/clinic-desk');
    expect(on('darwin')).toBe('/home/ana/Library/Caches/clinic-desk');
    expect(on('win32', { LOCALAPPDATA: '/local' })).toBe('/local/clinic-desk/cache');
    expect(on('linux', { CLINIC_CACHE: '/elsewhere' })).toBe('/elsewhere');
  });
});
