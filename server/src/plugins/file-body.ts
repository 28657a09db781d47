import type { FastifyInstance } from 'fastify';
import { RequestRefused } from './error-handler.ts';

/** The media type of a body that is a file, whatever its format. */
export const FILE_BODY = 'application/octet-stream';

/** 415 for a body that is no file. */
export function notAFile(): RequestRefused {
  return new RequestRefused(415, {
    code: 'unsupported-media-type',
    reason: `Send the file itself, as ${FILE_BODY}.`,
  });
}

/** Lets the routes of a plugin take files of at most `maxBytes`, each whole in memory. */
export function takeFileBodies(app: FastifyInstance, maxBytes: number): void {
  app.addContentTypeParser(FILE_BODY, { parseAs: 'buffer', bodyLimit: maxBytes }, (_request, body, done) =>
    done(null, body),
  );
}

/** The file of a request whose plugin called {@link takeFileBodies}. @throws RequestRefused `unsupported-media-type` */
export function readFileBody(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw notAFile();
  return body;
}
