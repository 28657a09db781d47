import fp from 'fastify-plugin';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { RouteContract } from '@liaowang/shared/contract/route';
import type { ErrorBody, Refusal } from '@liaowang/shared/schemas/error';
import type { ErrorCode } from '@liaowang/shared/schemas/error-code';
import { isConflict, isDatabaseUnavailable, isDiskFull, isOutOfMemory } from './database-errors.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Refusals that the contract of their route does not declare, as `GET /path: code`; a test city fails on any. */
    undeclaredRefusals: Set<string>;
  }
  interface FastifyContextConfig {
    /** What the route agreed to, its `refusals` being all codes that it may answer with. */
    contract?: RouteContract;
  }
}

/** An expected refusal that ends a request: status, stable code, reason, and the field at fault. */
export class RequestRefused extends Error {
  readonly statusCode: number;
  readonly refusal: Refusal;
  /** When to come back; null = trying again changes nothing by itself. */
  readonly retryAfterSeconds: number | null;

  constructor(statusCode: number, refusal: Refusal, retryAfterSeconds: number | null = null) {
    super(refusal.reason);
    this.statusCode = statusCode;
    this.refusal = refusal;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** 429 for what was done too often, with the time to wait. */
export function tooManyRequests(waitMs: number): RequestRefused {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new RequestRefused(429, { code: 'too-many-requests', reason: `Too many tries. Wait ${seconds} s.` }, seconds);
}

/** 404 for a thing that does not exist, or that this account may not know of. */
export function notFound(what: string): RequestRefused {
  return new RequestRefused(404, { code: 'not-found', reason: `There is no such ${what}.` });
}

const CODES_BY_STATUS: Record<number, ErrorCode> = {
  400: 'bad-request',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
};

/**
 * What tells most of a body that does not fit. Every branch of a union says why it is not the one: the sender meant that
 * which fits deepest, and by no other word than that which names the branch.
 */
function findTelling(errors: NonNullable<FastifyError['validation']>) {
  const depthOf = ({ instancePath }: { instancePath: string }): number => instancePath.split('/').length;
  return errors.toSorted(
    (a, b) => depthOf(b) - depthOf(a) || Number(a.keyword === 'const') - Number(b.keyword === 'const'),
  )[0];
}

function describe(error: FastifyError | RequestRefused): { status: number; refusal: Refusal } {
  if (error instanceof RequestRefused) return { status: error.statusCode, refusal: error.refusal };
  if (isDatabaseUnavailable(error)) {
    return {
      status: 503,
      refusal: {
        code: 'database-unavailable',
        reason: 'The database cannot be reached; nothing was stored. Try again shortly.',
      },
    };
  }
  if (isDiskFull(error)) {
    return {
      status: 503,
      refusal: {
        code: 'disk-full',
        reason: "The database's disk is full; nothing was stored. Try again when there is room.",
      },
    };
  }
  if (isConflict(error) || isOutOfMemory(error)) {
    return {
      status: 503,
      refusal: {
        code: 'overloaded',
        reason: 'The database is busy with other changes; nothing was stored. Try again shortly.',
      },
    };
  }
  if (error.validation) {
    const first = findTelling(error.validation);
    const missing = typeof first?.params['missingProperty'] === 'string' ? `.${first.params['missingProperty']}` : '';
    const extra =
      typeof first?.params['additionalProperty'] === 'string' ? `.${first.params['additionalProperty']}` : '';
    const path = (first?.instancePath ?? '').replaceAll('/', '.') + missing + extra;
    return {
      status: 400,
      refusal: {
        code: 'invalid-input',
        field: `${error.validationContext ?? 'request'}${path}`,
        reason: first?.message ?? 'is invalid',
      },
    };
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500)
    return { status, refusal: { code: CODES_BY_STATUS[status] ?? 'refused', reason: error.message } };
  return {
    status: 500,
    refusal: {
      code: 'internal',
      reason: 'Something went wrong on the server. It has been logged under the request id.',
    },
  };
}

/** Answers a request that failed. Also for Fastify's `frameworkErrors`: addresses that cannot be read reach no route and no plugin. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, refusal } = describe(error);
  // An expected refusal is none of our failures, whatever its status: that of another server, which stays away, comes by the hundred.
  if (status >= 500 && !(error instanceof RequestRefused)) request.log.error({ err: error }, 'request failed');
  const { config, method, url } = request.routeOptions;
  if (config.contract && !config.contract.refusals.includes(refusal.code))
    request.server.undeclaredRefusals.add(`${String(method)} ${url}: ${refusal.code}`);
  if (error instanceof RequestRefused && error.retryAfterSeconds !== null)
    void reply.header('retry-after', String(error.retryAfterSeconds));
  else if (status === 503) void reply.header('retry-after', '2');
  const body: ErrorBody = { error: refusal, requestId: request.id };
  return reply.code(status).type('application/json').serializer(JSON.stringify).send(body);
}

export default fp(
  async (app) => {
    app.decorate('undeclaredRefusals', new Set<string>());
    app.setErrorHandler(answerError);
  },
  { name: 'error-handler' },
);
