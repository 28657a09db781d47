import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-client.ts';

/** Waits between tries of a query that failed because the server was away: 1, 2, 4, then every 5 s. */
const LONGEST_RETRY_MS = 5_000;

/** The page's one query cache. Live events write into it (app/live-feed.ts), so nothing is polled by default. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // A closed network has no internet: the browser's own idea of "online" says nothing about our server.
      networkMode: 'always',
      retry: (failures, error) => failures < 3 && error instanceof ApiError && error.isOutage,
      retryDelay: (failures) => Math.min(LONGEST_RETRY_MS, 1_000 * 2 ** failures),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});
