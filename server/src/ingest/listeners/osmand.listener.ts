import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Scheme and authority of a request line in absolute form, which RFC 9112 §3.2.2 asks every server to take. */
const ORIGIN = /^https?:\/\/[^/?#]*/iu;

/** Address of the OsmAnd route for what a phone asks of Traccar's port: the token, if any, is its path. */
function toOsmandAddress(requestTarget: string): string {
  const target = requestTarget.replace(ORIGIN, '');
  return `/ingest/osmand${target.replace(/^\/(?=$|\?)/u, '')}`;
}

/**
 * A second listener that hands every request to the OsmAnd route, for phones set up for Traccar's own port.
 * Resolves with the listening server.
 * @throws what listening on the port throws, e.g. that it is taken
 */
export async function listenForOsmand(app: FastifyInstance, address: { port: number; host: string }): Promise<Server> {
  const server = createServer((request, response) => {
    request.url = toOsmandAddress(request.url ?? '/');
    app.routing(request, response);
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(address.port, address.host, resolve),
  );
  return server;
}
