import type { Method } from '@liaowang/shared/contract/route';
import { SERVER_TIME_HEADER } from '@liaowang/shared/contract/server-time';
import type { ErrorBody, Refusal } from '@liaowang/shared/schemas/error';
import type { ErrorCode } from '@liaowang/shared/schemas/error-code';
import { serverClock } from './server-clock.ts';
import { useServerStatus } from './server-status.store.ts';

/** After this an unanswered request counts as lost. */
const TIMEOUT_MS = 20_000;

/** What the page itself finds: no answer, an answer that is not the server's, a file that is not worth sending. */
export type PageErrorCode = 'server-unreachable' | 'unexpected-answer' | 'attachment-too-large';

interface ApiErrorParts {
  /** HTTP status; 0 = no answer at all. */
  status: number;
  /** Stable code, translated under `errors.` in the catalogues. */
  code: ErrorCode | PageErrorCode;
  /** JSON path of the offending input, e.g. `body.description`. */
  field: string | null;
  /** For whoever reads the wire; never shown alone. */
  reason: string;
  /** Which case of the code it is, with what its sentence names. */
  detail?: Refusal['detail'];
}

/** Any request that did not succeed. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ErrorCode | PageErrorCode;
  readonly field: string | null;
  readonly reason: string;
  readonly detail: Refusal['detail'];

  constructor({ status, code, field, reason, detail }: ApiErrorParts) {
    super(reason);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.field = field;
    this.reason = reason;
    this.detail = detail;
  }

  /** True when the server itself says that nobody is signed in; a gateway's 401 says nothing of our sessions. */
  get isSignedOut(): boolean {
    return this.status === 401 && this.code === 'not-signed-in';
  }

  /** True when trying again later may help: no answer, or the server says it is unwell. */
  get isOutage(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

let signedOutListener: () => void = () => undefined;

/** Calls `listener` whenever the server answers that nobody is signed in. */
export function onSignedOut(listener: () => void): void {
  signedOutListener = listener;
}

/** Error of an HTTP answer; bodies that are not ours (a proxy's page) become `unexpected-answer`. */
export function parseErrorBody(status: number, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as Partial<ErrorBody>;
    if (typeof error?.code === 'string')
      return new ApiError({
        status,
        code: error.code,
        field: error.field ?? null,
        reason: error.reason,
        detail: error.detail,
      });
  } catch {
    // Not JSON: a proxy answered in the server's place.
  }
  // A gateway that cannot reach the server answers 502, 503 or 504 in its own words.
  const code = status >= 502 && status <= 504 ? 'server-unreachable' : 'unexpected-answer';
  return new ApiError({ status, code, field: null, reason: `The server answered ${status} without a reason.` });
}

function reportStatus(error: ApiError | null): void {
  const { report } = useServerStatus.getState();
  if (error === null) report('reachable', performance.now());
  else if (error.code === 'database-unavailable') report('database-down', performance.now());
  else if (error.code === 'disk-full') report('database-full', performance.now());
  else if (error.code === 'server-unreachable') report('unreachable', performance.now());
}

/** Learns the server's time from an answer that has just begun to come; others than the server's own do not tell it. */
export function noteServerTime(headers: Headers, askedMs: number): void {
  const stampMs = Number(headers.get(SERVER_TIME_HEADER) ?? Number.NaN);
  if (Number.isFinite(stampMs)) serverClock.observeAnswer(stampMs, askedMs, performance.now());
}

/** Sends a request and reads the whole answer with `read`. Throws {@link ApiError} and nothing else, for refusals too. */
async function send<T>(
  path: string,
  init: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<{ response: Response; body: T }> {
  let response: Response;
  let body: T | undefined;
  let refusal = '';
  const askedMs = performance.now();
  try {
    response = await fetch(path, { credentials: 'same-origin', signal: AbortSignal.timeout(TIMEOUT_MS), ...init });
    noteServerTime(response.headers, askedMs);
    if (response.ok) body = await read(response);
    else refusal = await response.text();
  } catch {
    const error = new ApiError({
      status: 0,
      code: 'server-unreachable',
      field: null,
      reason: 'The server cannot be reached.',
    });
    reportStatus(error);
    throw error;
  }
  if (!response.ok) {
    const error = parseErrorBody(response.status, refusal);
    reportStatus(error);
    if (error.isSignedOut) signedOutListener();
    throw error;
  }
  reportStatus(null);
  return { response, body: body as T };
}

/**
 * One JSON request, for `callApi`, which knows what comes back. `path` begins with `/`; `version` is what a change was made on.
 * Returns the decoded body, or undefined for 204. Throws {@link ApiError} and nothing else.
 */
export async function request(method: Method, path: string, body?: unknown, version?: number): Promise<unknown> {
  const headers = {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  };
  const { response, body: text } = await send(
    path,
    { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
    (answer) => answer.text(),
  );
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError({
      status: response.status,
      code: 'unexpected-answer',
      field: null,
      reason: 'The answer is not JSON.',
    });
  }
}

/** GET of bytes, for `fetchFile`, with the answer's headers. Throws {@link ApiError} and nothing else. */
export async function getBytes(path: string): Promise<{ bytes: Uint8Array; headers: Headers }> {
  const { response, body } = await send(path, { headers: { accept: 'application/octet-stream' } }, (answer) =>
    answer.arrayBuffer(),
  );
  return { bytes: new Uint8Array(body), headers: response.headers };
}
