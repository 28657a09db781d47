import './app/mantine-styles.ts';
import './app/styles/tokens.css';
import './app/styles/global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { theme } from './app/theme.ts';
import { startI18n } from './i18n/i18n.ts';
import { queryClient } from './lib/query-client.ts';

await startI18n();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} defaultColorScheme="dark">
        <App />
        <Notifications position="bottom-center" limit={3} />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
