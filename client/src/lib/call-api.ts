import { API_PREFIX } from '@liaowang/shared/contract/api-prefix';
import type { ApiRoutes, RouteKey } from '@liaowang/shared/contract/api-routes';
import type { AnswerOf, BodyOf, FileContent, Method, ParamsOf, QueryInputOf } from '@liaowang/shared/contract/route';
import { getBytes, request } from './api-client.ts';

/** What a route answers with, by its contract. */
export type ApiAnswer<K extends RouteKey> = AnswerOf<ApiRoutes[K]>;

type FileAnswerKey = { [K in RouteKey]: ApiAnswer<K> extends FileContent ? K : never }[RouteKey];
/** Routes whose body is a file. */
export type FileBodyKey = { [K in RouteKey]: BodyOf<ApiRoutes[K]> extends FileContent ? K : never }[RouteKey];
type JsonKey = Exclude<RouteKey, FileAnswerKey | FileBodyKey>;

type Params<R> = R extends { params: unknown } ? { params: ParamsOf<R> } : unknown;
type Query<R> = R extends { query: unknown }
  ? object extends QueryInputOf<R>
    ? { query?: QueryInputOf<R> }
    : { query: QueryInputOf<R> }
  : unknown;
type Body<R> = R extends { body: unknown } ? { body: BodyOf<R> } : unknown;
type Version<R> = R extends { takesVersion: true }
  ? { version: number }
  : R extends { takesVersion: 'if-given' }
    ? { version?: number }
    : unknown;
/** Nothing where nothing must be given. */
type Given<I> = object extends I ? [input?: I] : [input: I];
/** What an address is made of. */
export type AddressInput<K extends RouteKey> = Given<Params<ApiRoutes[K]> & Query<ApiRoutes[K]>>;
type CallInput<K extends RouteKey> = Given<
  Params<ApiRoutes[K]> & Query<ApiRoutes[K]> & Body<ApiRoutes[K]> & Version<ApiRoutes[K]>
>;

interface AnyInput {
  params?: object;
  query?: object;
  body?: unknown;
  version?: number;
}

/** Method and address of a call; of the query, null and undefined are left out. */
function resolveCall(key: RouteKey, input: unknown): { method: Method; path: string } {
  const { params = {}, query = {} } = (input ?? {}) as AnyInput;
  const [method, pattern] = key.split(' ') as [Method, string];
  const given = new Map<string, unknown>(Object.entries(params));
  const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given.get(name))));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) search.set(name, String(value));
  }
  return { method, path: `${API_PREFIX}${path}${search.size > 0 ? `?${search}` : ''}` };
}

/** Where a route is, for a link or an upload. */
export function apiPath<K extends RouteKey>(key: K, ...[input]: AddressInput<K>): string {
  return resolveCall(key, input).path;
}

/**
 * Calls a route of the contract, as in `callApi('GET /units/:unitId', { params: { unitId } })`, and returns what it answers,
 * undefined where that is nothing. Throws {@link ApiError} and nothing else.
 */
export async function callApi<K extends JsonKey>(key: K, ...[input]: CallInput<K>): Promise<ApiAnswer<K>> {
  const { method, path } = resolveCall(key, input);
  // The one place where the server is taken at its word: it answers by the same contract.
  const { body, version } = (input ?? {}) as AnyInput;
  return (await request(method, path, body, version)) as ApiAnswer<K>;
}

/** GET of a file, as bytes with the answer's headers. Throws {@link ApiError} and nothing else. */
export function fetchFile<K extends FileAnswerKey>(key: K, ...[input]: AddressInput<K>): ReturnType<typeof getBytes> {
  return getBytes(resolveCall(key, input).path);
}
