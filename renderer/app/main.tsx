import '../kit/global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { HashRouter } from 'react-router';
import { windowsHere } from '../kit/data';
import { appearanceManager } from '../kit/shell';
import { cssVariablesResolver, theme } from '../kit/theme';
import { keepFocus } from './keep-focus';
import { SessionFrame } from './SessionFrame';
import { createTransport } from './transport';

const place = document.getElementById('root');
if (!place) throw new Error('index.html lost its #root');

// Before anything is painted: no flash of the other scheme. Content security forbids the usual inline script.
const chosen = appearanceManager.get('auto');
const isDark =
  chosen === 'auto' ? window.matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');

keepFocus(document);

const { client, carrier } = createTransport(window);
const windows = windowsHere(navigator.locks, () => sessionStorage);

createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      colorSchemeManager={appearanceManager}
    >
      <Notifications position="bottom-right" />
      <HashRouter>
        <SessionFrame {...{ client, carrier, windows }} onMenu={window.clinicDesk?.onMenu} />
      </HashRouter>
    </MantineProvider>
  </StrictMode>,
);
