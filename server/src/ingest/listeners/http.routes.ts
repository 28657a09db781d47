import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { ErrorBody } from '@liaowang/shared/schemas/error';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { DeviceProtocol } from '../gateway/device-protocol.ts';
import { createGateway, type Gateway } from '../gateway/gateway.ts';

/** Takes a body of any content type, since phones of every age say what they like of theirs. */
function readBodiesAs({ http }: DeviceProtocol, app: FastifyInstance): void {
  const readBody = (
    _request: FastifyRequest,
    body: string | Buffer,
    done: (error: Error | null, value?: unknown) => void,
  ): void => {
    try {
      done(null, http.parseBody(String(body)));
    } catch {
      done(new RequestRefused(400, { code: 'invalid-input', field: 'body', reason: http.bodyFault }));
    }
  };
  const known = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];
  app.removeContentTypeParser(known);
  app.addContentTypeParser(known, { parseAs: 'string' }, readBody);
  app.addContentTypeParser('*', { parseAs: 'string' }, readBody);
}

/** Hands a request to the gateway and answers it. What stands in the way of a 200 is told after the rest is stored. */
async function answer(
  protocol: DeviceProtocol,
  gateway: Gateway,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const receivedAtMs = Date.now();
  const { http } = protocol;
  const credentials = { token: http.findToken(request), describeToken: () => http.describeToken(request) };
  const { stranger, unreadable, waitSeconds, ...taken } = await gateway.receive(
    protocol,
    http.parse(request),
    credentials,
    receivedAtMs,
  );
  if (stranger) {
    if (stranger.statusCode === 401) void reply.headers(http.unauthorizedHeaders);
    throw stranger;
  }
  if (unreadable) throw new RequestRefused(400, { code: 'invalid-input', ...unreadable });
  if (waitSeconds > 0)
    throw new RequestRefused(
      http.tooManyStatus,
      {
        code: 'too-many-requests',
        reason: `This device sends more than it may. Send again in ${waitSeconds} s.`,
      },
      waitSeconds,
    );
  return reply.code(200).send(http.toTakenBody(taken));
}

/** The addresses of every protocol that is spoken over HTTP. */
export const httpProtocolRoutes: FastifyPluginAsync<{
  protocols: readonly DeviceProtocol[];
  tokenRequired: boolean;
}> = async (app, { protocols, tokenRequired }) => {
  const gateway = createGateway(app, { tokenRequired });
  for (const protocol of protocols) {
    await app.register(async (scope) => {
      readBodiesAs(protocol, scope);
      for (const { url, methods, summary } of protocol.http.routes) {
        scope.route({
          method: [...methods],
          url,
          config: { requires: 'device' },
          schema: {
            tags: ['ingest'],
            summary,
            description:
              '200: stored, a heartbeat, or understood and not believed. Anything else: the device keeps what it sent and sends it again.',
            response: { 200: protocol.http.takenBody, '4xx': ErrorBody, '5xx': ErrorBody },
          },
          handler: (request, reply) => answer(protocol, gateway, request, reply),
        });
      }
    });
  }
};
