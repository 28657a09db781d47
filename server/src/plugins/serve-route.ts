import type { Readable } from 'node:stream';
import * as Type from 'typebox';
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { API_PREFIX } from '@liaowang/shared/contract/api-prefix';
import { API_ROUTES, type ApiRoutes, type RouteKey } from '@liaowang/shared/contract/api-routes';
import {
  findRefusals,
  isFile,
  splitRouteKey,
  type AnswerOf,
  type BodyOf,
  type FileContent,
  type ParamsOf,
  type QueryOf,
  type RouteContract,
  type VersionOf,
} from '@liaowang/shared/contract/route';

type RequestOf<K extends RouteKey> = FastifyRequest<{
  Params: ParamsOf<ApiRoutes[K]>;
  Querystring: QueryOf<ApiRoutes[K]>;
  Body: BodyOf<ApiRoutes[K]> extends FileContent ? unknown : BodyOf<ApiRoutes[K]>;
}> & { version: VersionOf<ApiRoutes[K]> };

/** RFC 9110: an entity tag, of which ours hold a number; without its quotes it is understood too. */
const Version = Type.String({ pattern: '^(?:"[0-9]{1,9}"|[0-9]{1,9})$' });
const VersionHeaders = Type.Object({ 'if-match': Version });
const VersionHeadersIfGiven = Type.Object({ 'if-match': Type.Optional(Version) });

type HandlerAnswer<K extends RouteKey> =
  AnswerOf<ApiRoutes[K]> extends FileContent
    ? Uint8Array | Readable
    : AnswerOf<ApiRoutes[K]> extends undefined
      ? void
      : AnswerOf<ApiRoutes[K]>;

/**
 * Serves a route of the contract: `handler` gets what the contract lets in, already checked, and resolves with what the
 * contract says comes out; the status is the contract's too. `config` is for plugins, as a rate limit.
 */
export function serveRoute<K extends RouteKey>(
  app: FastifyInstance,
  key: K,
  handler: (request: RequestOf<K>, reply: FastifyReply) => HandlerAnswer<K> | Promise<HandlerAnswer<K>>,
  config: FastifyContextConfig = {},
): void {
  const route: RouteContract = API_ROUTES[key];
  const { method, path } = splitRouteKey(key);
  const { summary, tags, requires, params, query, body, takesVersion } = route;
  const [[status, answer] = []] = Object.entries(route.answers);
  if (status === undefined || answer === undefined) throw new Error(`${key} has no answer.`);
  app.route({
    method,
    url: `${API_PREFIX}${path}`,
    config: { ...config, requires, contract: { ...route, refusals: findRefusals(key, route) } },
    ...(body && isFile(body) && !body.isStreamed && body.maxBytes !== undefined && { bodyLimit: body.maxBytes }),
    schema: {
      summary,
      tags,
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && !isFile(body) && { body }),
      ...(takesVersion && { headers: takesVersion === true ? VersionHeaders : VersionHeadersIfGiven }),
      ...(!isFile(answer) && { response: { [status]: answer } }),
    },
    async handler(request, reply) {
      const given = takesVersion ? request.headers['if-match'] : undefined;
      const known = given === undefined ? undefined : Number(given.replaceAll('"', ''));
      const content = await handler(Object.assign(request, { version: known }) as unknown as RequestOf<K>, reply);
      if (isFile(answer) && answer.mediaType !== '*') reply.type(answer.mediaType);
      // A part of a file is the same answer by another status.
      const isPart = isFile(answer) && reply.statusCode === 206;
      return reply.code(isPart ? 206 : Number(status)).send(content);
    },
  });
}
