import { notifications } from '@mantine/notifications';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { loadSection, startI18n } from '../../client/src/i18n/i18n.ts';
import { queryClient } from '../../client/src/lib/query-client.ts';
import { TEXT_SECTIONS } from './catalogues.ts';

// The DOM of these tests loads no fonts; fields that grow ask when they are there. The files of a worker share it.
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });

// A busy machine is no failure.
configure({ asyncUtilTimeout: 10_000 });

// The DOM's own language is English; a first visit follows it.
localStorage.setItem('liaowang.language', 'zh-CN');

const [first, ...later] = TEXT_SECTIONS;
if (!first) throw new Error('the page has no texts');
await startI18n(first);
await Promise.all(later.map(loadSection));

afterEach(() => {
  cleanup();
  queryClient.clear();
  notifications.clean();
});
