import './app/mantine-styles.ts';
import './app/styles/tokens.css';
import './app/styles/global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { APP_TEXTS } from './app/texts.ts';
import { resolveVariables, theme } from './app/theme.ts';
import { startI18n } from './i18n/i18n.ts';
import { dropFailedStyles } from './lib/chunk-loading.ts';
import { queryClient } from './lib/query-client.ts';

/** Nothing was typed yet, and no language is here to say more in. */
const START_AGAIN_MS = 5_000;

async function start(root: HTMLElement): Promise<void> {
  dropFailedStyles();
  try {
    await startI18n(APP_TEXTS);
  } catch {
    root.textContent = '页面没有载入，正在重试… The page did not load; trying again…';
    setTimeout(() => location.reload(), START_AGAIN_MS);
    return;
  }
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
          <App />
          <Notifications position="bottom-center" limit={3} />
        </MantineProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
await start(root);
