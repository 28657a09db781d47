import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * A second HTTP port that hands every request to the routes of one protocol. `toAddress` makes of what is asked of the port
 * the address of a route. Resolves with the listening server.
 * @throws what listening on the port throws, e.g. that it is taken
 */
export async function listenAtOwnPort(
  app: FastifyInstance,
  toAddress: (requestTarget: string) => string,
  { port, host }: { port: number; host: string },
): Promise<Server> {
  const server = createServer((request, response) => {
    request.url = toAddress(request.url ?? '/');
    app.routing(request, response);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return server;
}
