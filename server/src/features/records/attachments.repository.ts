import type { HotspotAttachment } from '@liaowang/shared/schemas/hotspot-record';
import type { Queryable } from '../../plugins/postgres.ts';
import type { AttachmentKind } from './attachment-kind.ts';
import { fitFileName } from './attachment-name.ts';

interface AttachmentRow {
  id: number;
  file_name: string;
  media_type: AttachmentKind;
  bytes: number;
  created_at: Date;
}

const COLUMNS = 'id, file_name, media_type, octet_length(content) AS bytes, created_at';

function toAttachment(row: AttachmentRow): HotspotAttachment {
  // What was stored before endings were looked at has any name.
  return {
    attachmentId: row.id,
    fileName: fitFileName(row.file_name, row.media_type),
    mediaType: row.media_type,
    bytes: row.bytes,
    createdAt: row.created_at.toISOString(),
  };
}

/** All SQL of attachments. `client` works inside its transaction. */
export function createAttachmentsRepository(db: Queryable) {
  return {
    /** Oldest first. */
    async findAll(hotspotId: number, client: Queryable = db): Promise<HotspotAttachment[]> {
      return (
        await client.query<AttachmentRow>(
          `SELECT ${COLUMNS} FROM hotspot_attachments WHERE hotspot_id = $1 ORDER BY id`,
          [hotspotId],
        )
      ).rows.map(toAttachment);
    },
    async findContent(
      hotspotId: number,
      id: number,
    ): Promise<{ attachment: HotspotAttachment; content: Buffer } | null> {
      const row = (
        await db.query<AttachmentRow & { content: Buffer }>(
          `SELECT ${COLUMNS}, content FROM hotspot_attachments WHERE hotspot_id = $1 AND id = $2`,
          [hotspotId, id],
        )
      ).rows[0];
      return row ? { attachment: toAttachment(row), content: row.content } : null;
    },
    async insert(
      hotspotId: number,
      file: { fileName: string; mediaType: string; content: Buffer },
      client: Queryable,
    ): Promise<HotspotAttachment> {
      const { rows } = await client.query<AttachmentRow>(
        `INSERT INTO hotspot_attachments (hotspot_id, file_name, media_type, content) VALUES ($1, $2, $3, $4) RETURNING ${COLUMNS}`,
        [hotspotId, file.fileName, file.mediaType, file.content],
      );
      return toAttachment(rows[0]!);
    },
    /** The attachment that was deleted, or null when there is none. */
    async remove(hotspotId: number, id: number, client: Queryable): Promise<HotspotAttachment | null> {
      const row = (
        await client.query<AttachmentRow>(
          `DELETE FROM hotspot_attachments WHERE hotspot_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
          [hotspotId, id],
        )
      ).rows[0];
      return row ? toAttachment(row) : null;
    },
  };
}

export type AttachmentsRepository = ReturnType<typeof createAttachmentsRepository>;
