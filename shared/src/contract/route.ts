import * as Type from 'typebox';
import type { Static, TNull, TObject, TSchema } from 'typebox';
import type { ErrorCode } from '../schemas/error-code.ts';
import type { FilledIn } from '../schemas/may-leave-out.ts';
import type { Requirement } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A body or an answer that is no JSON but a file. */
export interface FileContent {
  /** `*` = each file has its own type. */
  mediaType: 'application/octet-stream' | 'text/csv; charset=utf-8' | '*';
  /** Largest body that is taken. */
  maxBytes?: number;
  /** Its route reads it as it comes and keeps the limit itself: a body of another type is none the larger. */
  isStreamed?: true;
}

/** All that server and page agree on about a route; its method and path are the key that it stands under. */
export interface RouteContract {
  summary: string;
  tags: readonly [string];
  requires: Requirement;
  params?: TObject;
  query?: TObject;
  body?: TSchema | FileContent;
  /** It changes what somebody saw, and says in `If-Match` which version that was; another one is refused by 409. `if-given`: who says none changes whatever is there. */
  takesVersion?: true | 'if-given';
  /** The one answer to what succeeds, by its status. */
  answers: { 200: TSchema | FileContent } | { 201: TSchema } | { 202: TSchema } | { 204: TNull };
  /** What it may refuse, beside what {@link findRefusals} adds to every route of its kind. */
  refusals: readonly ErrorCode[];
}

/** Routes by method and path below {@link API_PREFIX}, as in `GET /incidents/:incidentId`. */
export type RouteTable = Record<`${Method} /${string}`, RouteContract>;

/** The answer of what has nothing to say but that it is done. */
export const Done = Type.Null();

type FilledInKeys<P> = { [K in keyof P]: P[K] extends FilledIn ? K : never }[keyof P];
type Absent<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | null : T[K] };
type PropertiesOf<T> = T extends TObject<infer P> ? P : never;
type StaticOf<T> = T extends TSchema ? Static<T> : unknown;

export type ParamsOf<R> = R extends { params: infer T } ? StaticOf<T> : unknown;
/** As the server reads it, defaults filled in. */
export type QueryOf<R> = R extends { query: infer T } ? StaticOf<T> : unknown;
/** As who asks gives it: null and undefined are left out. */
export type QueryInputOf<R> = R extends { query: infer T }
  ? Absent<
      Omit<StaticOf<T>, FilledInKeys<PropertiesOf<T>>> &
        Partial<Pick<StaticOf<T>, FilledInKeys<PropertiesOf<T>> & keyof StaticOf<T>>>
    >
  : unknown;
/** The version that a change was made on, for routes that take one. */
export type VersionOf<R> = R extends { takesVersion: true }
  ? number
  : R extends { takesVersion: 'if-given' }
    ? number | undefined
    : undefined;
export type BodyOf<R> = R extends { body: infer T } ? (T extends FileContent ? FileContent : StaticOf<T>) : unknown;
/** {@link FileContent} where the answer is a file, undefined where there is none. */
export type AnswerOf<R> = R extends { answers: infer A }
  ? A extends { 204: unknown }
    ? undefined
    : A[keyof A] extends FileContent
      ? FileContent
      : StaticOf<A[keyof A]>
  : never;

/** Whether a body or an answer is a file. */
export function isFile(content: TSchema | FileContent): content is FileContent {
  return 'mediaType' in content;
}

/** Method and path of a key. */
export function splitRouteKey(key: string): { method: Method; path: string } {
  const space = key.indexOf(' ');
  return { method: key.slice(0, space) as Method, path: key.slice(space + 1) };
}

/** Every code that a route may answer with: what any route refuses, what its kind refuses, and its own. */
export function findRefusals(
  key: string,
  { requires, params, query, body, takesVersion, refusals }: RouteContract,
): ErrorCode[] {
  const codes = new Set<ErrorCode>(['bad-request', 'database-unavailable', 'disk-full', 'internal', 'overloaded']);
  if (requires !== 'public') codes.add('not-signed-in').add('too-many-requests');
  if (requires !== 'public' && requires !== 'session') codes.add('not-permitted');
  if (!key.startsWith('GET ')) codes.add('foreign-origin').add('too-large').add('unsupported-media-type');
  if (params || query || body || takesVersion) codes.add('invalid-input');
  if (takesVersion) codes.add('changed-meanwhile');
  for (const code of refusals) codes.add(code);
  return [...codes].sort();
}
