import { notifications } from '@mantine/notifications';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { loadSection, startI18n } from '../../client/src/i18n/i18n.ts';
import { queryClient } from '../../client/src/lib/query-client.ts';

await startI18n();
await Promise.all([loadSection('alerts'), loadSection('coverage'), loadSection('hotspots')]);

afterEach(() => {
  cleanup();
  queryClient.clear();
  notifications.clean();
});
