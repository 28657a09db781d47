import type { FastifyRequest } from 'fastify';

/** This server as whoever asks has reached it, or as people are told to. */
export const createOriginOf =
  (publicOrigin: string | undefined) =>
  (request: FastifyRequest): string =>
    publicOrigin ?? `${request.protocol}://${request.host}`;
