import { useQuery, type QueryKey, type UseQueryOptions } from '@tanstack/react-query';
import { ApiError } from './api-client.ts';

/** What is known of something the server is asked for. There is no "failed" beside data: a refetch that fails leaves what is there. */
export interface Fetched<T> {
  /** The newest answer; undefined until the first. It stays through refetches that fail. */
  readonly data: T | undefined;
  /** Why there is nothing to show: no answer came yet, or the server says that the thing is gone or not for this account. */
  readonly error: Error | null;
  /** Nothing to show yet, and it is being asked for. */
  readonly isLoading: boolean;
  readonly isFetching: boolean;
  /** `data` answers an earlier question. */
  readonly isPlaceholderData: boolean;
  /** Epoch milliseconds of `data`. */
  readonly dataUpdatedAt: number;
  refetch(): Promise<unknown>;
}

/** The server's own word about the thing asked for, as opposed to a server that is away or unwell. */
function isWordOfServer(error: Error | null): boolean {
  return error instanceof ApiError && (error.code === 'not-found' || error.code === 'not-permitted');
}

/** Asks for something, and again when it is outdated. The only way in which the page shows what it fetched. */
export function useFetched<T>(options: UseQueryOptions<T, Error, T, QueryKey>): Fetched<T> {
  const query = useQuery(options);
  // Getters, not copies: a component is drawn anew only for what it has read.
  return {
    get data() {
      return query.data;
    },
    get error() {
      return query.data === undefined || isWordOfServer(query.error) ? query.error : null;
    },
    get isLoading() {
      return query.isLoading;
    },
    get isFetching() {
      return query.isFetching;
    },
    get isPlaceholderData() {
      return query.isPlaceholderData;
    },
    get dataUpdatedAt() {
      return query.dataUpdatedAt;
    },
    refetch: query.refetch,
  };
}
