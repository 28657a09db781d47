import type { HotspotAttachment } from '@liaowang/shared/schemas/hotspot-record';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { EventBus } from '../../plugins/event-bus.ts';
import type { Database } from '../../plugins/postgres.ts';
import { findAttachmentKind, type AttachmentKind } from './attachment-kind.ts';
import { fitFileName } from './attachment-name.ts';
import type { AttachmentsRepository } from './attachments.repository.ts';
import type { RecordsRepository } from './records.repository.ts';
import { stripImageMetadata } from './strip-image-metadata.ts';

const MAX_ATTACHMENTS = 20;

/** The last part of a path, without what a header or a file system cannot hold. */
function tidyFileName(given: string): string {
  return (given.split(/[/\\]/).at(-1) ?? '').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
}

/** The content as it is kept: pictures without what tells where and by whom they were taken. */
function acceptContent(content: Buffer, fileName: string): { mediaType: AttachmentKind; content: Buffer } {
  const refused = new RequestRefused(400, {
    code: 'attachment-kind',
    field: 'body',
    reason: 'Attach pictures (PNG, JPEG, WebP), PDF, text, CSV, XLSX or DOCX without macros.',
  });
  const mediaType = findAttachmentKind(content, fileName);
  if (mediaType === null) throw refused;
  if (mediaType !== 'image/jpeg' && mediaType !== 'image/png' && mediaType !== 'image/webp')
    return { mediaType, content };
  const stripped = stripImageMetadata(content, mediaType);
  if (stripped === null) throw refused;
  return { mediaType, content: stripped };
}

/** The rules of attachments: each that comes, goes or is looked at is in the audit log. */
export function createAttachmentsService(options: {
  repository: AttachmentsRepository;
  records: RecordsRepository;
  db: Database;
  bus: EventBus;
  audit: AuditRecorder;
}) {
  const { repository, records, db, bus, audit } = options;
  return {
    async add(
      hotspotId: number,
      given: { fileName: string; content: Buffer },
      accountId: number,
    ): Promise<HotspotAttachment> {
      const tidied = tidyFileName(given.fileName);
      if (tidied === '')
        throw new RequestRefused(400, {
          code: 'invalid-input',
          field: 'querystring.fileName',
          reason: 'must name a file',
        });
      const accepted = acceptContent(given.content, tidied);
      const fileName = fitFileName(tidied, accepted.mediaType);
      const added = await db.transaction(async (client) => {
        // Locked, so that two at once do not make 21.
        if (!(await records.findForUpdate(hotspotId, client))) throw notFound('hotspot');
        if ((await repository.findAll(hotspotId, client)).length >= MAX_ATTACHMENTS) {
          throw new RequestRefused(409, {
            code: 'too-many-attachments',
            reason: `A record has at most ${MAX_ATTACHMENTS} attachments: take one away first.`,
          });
        }
        const attachment = await repository.insert(hotspotId, { ...accepted, fileName }, client);
        const { attachmentId, bytes } = attachment;
        await records.insertEvent(
          hotspotId,
          accountId,
          { kind: 'attachment', text: fileName, detail: { attachmentId, bytes } },
          client,
        );
        await audit.record(
          {
            accountId,
            action: 'hotspot-attachment.added',
            subject: `hotspot:${hotspotId}`,
            detail: { attachmentId, fileName, bytes },
          },
          client,
        );
        return attachment;
      });
      bus.emit('hotspots.changed');
      return added;
    },
    async read(
      hotspotId: number,
      attachmentId: number,
      accountId: number,
    ): Promise<{ attachment: HotspotAttachment; content: Buffer }> {
      const found = await repository.findContent(hotspotId, attachmentId);
      if (!found) throw notFound('attachment');
      await audit.record({
        accountId,
        action: 'hotspot-attachment.downloaded',
        subject: `hotspot:${hotspotId}`,
        detail: { attachmentId, fileName: found.attachment.fileName },
      });
      return found;
    },
    async remove(hotspotId: number, attachmentId: number, accountId: number): Promise<void> {
      await db.transaction(async (client) => {
        const removed = await repository.remove(hotspotId, attachmentId, client);
        if (!removed) throw notFound('attachment');
        const { fileName, bytes } = removed;
        await records.insertEvent(
          hotspotId,
          accountId,
          { kind: 'attachment-removed', text: fileName, detail: { attachmentId, bytes } },
          client,
        );
        await audit.record(
          {
            accountId,
            action: 'hotspot-attachment.removed',
            subject: `hotspot:${hotspotId}`,
            detail: { attachmentId, fileName },
          },
          client,
        );
      });
      bus.emit('hotspots.changed');
    },
  };
}

export type AttachmentsService = ReturnType<typeof createAttachmentsService>;
