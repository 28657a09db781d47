import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { HotspotAttachment } from '@liaowang/shared/schemas/hotspot-record';
import { RowId } from '@liaowang/shared/schemas/row-id';
import { textOf } from '@liaowang/shared/schemas/text';
import type { AttachmentsService } from './attachments.service.ts';

const MAX_ATTACHMENT_BYTES = 10 * 1_048_576;

/** RFC 8187: the name in UTF-8, every octet escaped that a parameter cannot hold. */
function encodeFileName(fileName: string): string {
  return encodeURIComponent(fileName).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `/hotspots/records/:hotspotId/attachments`: files as raw bodies. */
export const attachmentsRoutes: FastifyPluginAsyncTypebox<{ attachments: AttachmentsService }> = async (
  app,
  { attachments },
) => {
  const tags = ['hotspots'];
  const view = { requires: 'hotspots:view' as const };
  const review = { requires: 'hotspots:review' as const };
  const params = Type.Object({ hotspotId: RowId, attachmentId: RowId });

  // Of these routes only: elsewhere a body is JSON.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: MAX_ATTACHMENT_BYTES },
    (_request, body, done) => done(null, body),
  );

  app.post(
    '/hotspots/records/:hotspotId/attachments',
    {
      config: review,
      bodyLimit: MAX_ATTACHMENT_BYTES,
      schema: {
        tags,
        summary: 'Attaches a file of at most 10 MB: the body as application/octet-stream',
        params: Type.Object({ hotspotId: RowId }),
        querystring: Type.Object(
          { fileName: textOf({ minLength: 1, maxLength: 200 }) },
          { additionalProperties: false },
        ),
        response: { 201: HotspotAttachment },
      },
    },
    async ({ params: { hotspotId }, query, body, account }, reply) =>
      // Without a body there is none to parse.
      reply
        .code(201)
        .send(
          await attachments.add(
            hotspotId,
            { fileName: query.fileName, content: Buffer.isBuffer(body) ? body : Buffer.alloc(0) },
            account.id,
          ),
        ),
  );
  app.get(
    '/hotspots/records/:hotspotId/attachments/:attachmentId',
    { config: view, schema: { tags, summary: 'Downloads a file', params } },
    async ({ params: { hotspotId, attachmentId }, account }, reply) => {
      const { attachment, content } = await attachments.read(hotspotId, attachmentId, account.id);
      return reply
        .type(attachment.mediaType)
        .headers({
          'content-disposition': `attachment; filename*=UTF-8''${encodeFileName(attachment.fileName)}`,
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
        })
        .send(content);
    },
  );
  app.delete(
    '/hotspots/records/:hotspotId/attachments/:attachmentId',
    { config: review, schema: { tags, summary: 'Takes a file away', params } },
    async ({ params: { hotspotId, attachmentId }, account }, reply) => {
      await attachments.remove(hotspotId, attachmentId, account.id);
      return reply.code(204).send();
    },
  );
};
