import type { FastifyPluginAsync } from 'fastify';
import { takeFileBodies } from '../../plugins/file-body.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import { MAX_ATTACHMENT_BYTES } from '@liaowang/shared/schemas/hotspot-record';
import type { AttachmentsService } from './attachments.service.ts';

/** RFC 8187: the name in UTF-8, every octet escaped that a parameter cannot hold. */
function encodeFileName(fileName: string): string {
  return encodeURIComponent(fileName).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `/hotspots/records/:hotspotId/attachments`: files as raw bodies. */
export const attachmentsRoutes: FastifyPluginAsync<{ attachments: AttachmentsService }> = async (
  app,
  { attachments },
) => {
  // Of these routes only: elsewhere a body is JSON.
  app.removeAllContentTypeParsers();
  takeFileBodies(app, MAX_ATTACHMENT_BYTES);

  serveRoute(
    app,
    'POST /hotspots/records/:hotspotId/attachments',
    async ({ params: { hotspotId }, query, body, account }) =>
      // Without a body there is none to parse.
      attachments.add(
        hotspotId,
        { fileName: query.fileName, content: Buffer.isBuffer(body) ? body : Buffer.alloc(0) },
        account.id,
      ),
  );
  serveRoute(
    app,
    'GET /hotspots/records/:hotspotId/attachments/:attachmentId',
    async ({ params: { hotspotId, attachmentId }, account }, reply) => {
      const { attachment, content } = await attachments.read(hotspotId, attachmentId, account.id);
      reply.type(attachment.mediaType).headers({
        'content-disposition': `attachment; filename*=UTF-8''${encodeFileName(attachment.fileName)}`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      return content;
    },
  );
  serveRoute(
    app,
    'DELETE /hotspots/records/:hotspotId/attachments/:attachmentId',
    async ({ params: { hotspotId, attachmentId }, account }) => {
      await attachments.remove(hotspotId, attachmentId, account.id);
    },
  );
};
