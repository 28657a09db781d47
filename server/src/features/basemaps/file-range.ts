import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';

/** Bytes of a file, both ends inside. */
interface ByteRange {
  first: number;
  last: number;
}

/** RFC 9110 14: the one range that a header asks for. `whole` = it asks for none, or in a way that may be left alone. */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | 'whole' | 'none' {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return 'whole';
  if (from === '') {
    const length = Math.min(Number(to), sizeBytes);
    return length === 0 ? 'none' : { first: sizeBytes - length, last: sizeBytes - 1 };
  }
  const first = Number(from);
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (first >= sizeBytes) return 'none';
  return to !== '' && Number(to) < first ? 'whole' : { first, last };
}

/** Answers with a file of the disk, or the part of it that was asked for. @throws RequestRefused `not-found`; 416 */
export async function sendFileRange(path: string, request: FastifyRequest, reply: FastifyReply): Promise<Readable> {
  const handle = await open(path, 'r').catch(() => {
    throw notFound('file');
  });
  try {
    const { size, mtimeMs } = await handle.stat();
    const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    void reply.headers({ 'accept-ranges': 'bytes', etag, 'cache-control': 'private, max-age=3600' });
    const condition = request.headers['if-range'];
    const range = condition === undefined || condition === etag ? readRange(request.headers.range, size) : 'whole';
    if (range === 'none') {
      void reply.headers({ 'content-range': `bytes */${size}`, 'cache-control': 'no-store' });
      throw new RequestRefused(416, { code: 'bad-request', reason: `The file has ${size} bytes.` });
    }
    const { first, last } = range === 'whole' ? { first: 0, last: size - 1 } : range;
    void reply.type('application/vnd.pmtiles').header('content-length', String(last - first + 1));
    if (range !== 'whole') void reply.code(206).header('content-range', `bytes ${first}-${last}/${size}`);
    // It closes the file when it ends, or is given up.
    return handle.createReadStream({ start: first, end: last });
  } catch (error) {
    await handle.close();
    throw error;
  }
}
