import { localStorageColorSchemeManager, useMantineColorScheme } from '@mantine/core';

/** Light, dark, or as the system is set. */
export type Appearance = 'light' | 'dark' | 'auto';

export const appearances: readonly { value: Appearance; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As the system' },
];

/** Keeps the choice on this computer. */
export const appearanceManager = localStorageColorSchemeManager({ key: 'clinic-desk:appearance' });

/** The chosen appearance and how to choose another; it changes at once, everywhere. */
export function useAppearance(): [Appearance, (next: Appearance) => void] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return [colorScheme, setColorScheme];
}
