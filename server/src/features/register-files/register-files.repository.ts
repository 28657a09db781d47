import type { FileRegister, RegisterFile } from '@liaowang/shared/schemas/register-file';
import type { Queryable } from '../../plugins/postgres.ts';
import type { WrittenEntry } from '../../plugins/register-files.ts';

interface FileRow {
  id: number;
  register: FileRegister;
  file_name: string;
  added: number;
  changed: number;
  same: number;
  refused: number;
  username: string;
  created_by: number;
  created_at: Date;
  undone_at: Date | null;
  kept: number;
}

/** A file and who brought it. */
export interface StoredRegisterFile extends RegisterFile {
  accountId: number;
}

const SELECT = `SELECT f.id, f.register, f.file_name, f.added, f.changed, f.same, f.refused, a.username, f.created_by, f.created_at, f.undone_at, f.kept
  FROM register_files f JOIN accounts a ON a.id = f.created_by`;
const LISTED_FILES = 200;

const toFile = (row: FileRow): StoredRegisterFile => ({
  fileId: row.id,
  register: row.register,
  fileName: row.file_name,
  added: row.added,
  changed: row.changed,
  same: row.same,
  refused: row.refused,
  by: row.username,
  at: row.created_at.toISOString(),
  undoneAt: row.undone_at?.toISOString() ?? null,
  kept: row.kept,
  accountId: row.created_by,
});

/** All SQL of files that were read into registers. */
export function createRegisterFilesRepository(db: Queryable) {
  return {
    /** The last first; of one account where `accountId` is not null. */
    async findAll(accountId: number | null): Promise<StoredRegisterFile[]> {
      const { rows } = await db.query<FileRow>(
        `${SELECT} WHERE $1::int IS NULL OR f.created_by = $1 ORDER BY f.id DESC LIMIT ${LISTED_FILES}`,
        [accountId],
      );
      return rows.map(toFile);
    },
    async insert(
      file: Pick<RegisterFile, 'register' | 'fileName' | 'added' | 'changed' | 'same' | 'refused'>,
      entries: readonly WrittenEntry[],
      accountId: number,
      client: Queryable,
    ): Promise<StoredRegisterFile> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO register_files (register, file_name, added, changed, same, refused, entries, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
        [
          file.register,
          file.fileName,
          file.added,
          file.changed,
          file.same,
          file.refused,
          JSON.stringify(entries),
          accountId,
        ],
      );
      return (await this.hold(rows[0]!.id, client))!.file;
    },
    /** A file with what it did, held until the transaction ends; null = there is none. */
    async hold(
      fileId: number,
      client: Queryable,
    ): Promise<{ file: StoredRegisterFile; entries: WrittenEntry[] } | null> {
      const { rows: held } = await client.query<{ entries: WrittenEntry[] }>(
        'SELECT entries FROM register_files WHERE id = $1 FOR UPDATE',
        [fileId],
      );
      if (!held[0]) return null;
      const { rows } = await client.query<FileRow>(`${SELECT} WHERE f.id = $1`, [fileId]);
      return { file: toFile(rows[0]!), entries: held[0].entries };
    },
    async markUndone(fileId: number, kept: number, client: Queryable): Promise<void> {
      await client.query('UPDATE register_files SET undone_at = now(), kept = $2 WHERE id = $1', [fileId, kept]);
    },
  };
}

export type RegisterFilesRepository = ReturnType<typeof createRegisterFilesRepository>;
