import type { FastifyInstance } from 'fastify';
import { Value } from 'typebox/value';
import { hasPermission, mayChangeOf } from '@liaowang/shared/contract/permissions';
import type { Role } from '@liaowang/shared/schemas/account';
import {
  LISTED_ROWS,
  RegisterFileMapping,
  type FileRegister,
  type RegisterFile,
  type RegisterFileCheck,
  type RegisterFileDone,
  type RegisterFileQuery,
} from '@liaowang/shared/schemas/register-file';
import { isUniqueViolation } from '../../plugins/database-errors.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { NewToken, PlannedRow, RegisterFileKind, WrittenEntry } from '../../plugins/register-files.ts';
import { findSinceMs } from '../../plugins/register.ts';
import { readUploaded } from '../../plugins/tasks/read-uploaded.ts';
import { FILE_LOOK_LANE, FILE_LOOK_LIMITS } from '../imports/readers/file-look-lane.ts';
import type runRegisterFile from './register-file.task.ts';
import type { ReadRegisterFile } from './register-file.task.ts';
import type { RegisterFilesRepository, StoredRegisterFile } from './register-files.repository.ts';

/** Who brings a file. */
export interface FileBringer {
  id: number;
  role: Role;
  scopeBranchId: number | null;
}

const countOf = (rows: readonly PlannedRow[], action: PlannedRow['action']): number =>
  rows.filter((row) => row.action === action).length;
const countActions = (rows: readonly PlannedRow[]) => ({
  added: countOf(rows, 'add'),
  changed: countOf(rows, 'change'),
  same: countOf(rows, 'same'),
  refused: countOf(rows, 'refuse'),
});

function toPublic({ accountId: _accountId, ...file }: StoredRegisterFile): RegisterFile {
  return file;
}

/** The mapping of a query. @throws {RequestRefused} naming what of it does not fit */
function readMapping(text: string | undefined): RegisterFileMapping | null {
  if (text === undefined) return null;
  let mapping: unknown;
  try {
    mapping = JSON.parse(text);
  } catch {
    mapping = undefined;
  }
  if (Value.Check(RegisterFileMapping, mapping)) return mapping;
  const [first] = Value.Errors(RegisterFileMapping, mapping);
  throw new RequestRefused(400, {
    code: 'invalid-input',
    field: `querystring.mapping${(first?.instancePath ?? '').replaceAll('/', '.')}`,
    reason: first?.message ?? 'is no JSON',
  });
}

/** What somebody else took between the look and the writing is refused as any change meanwhile. */
async function refusingTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new RequestRefused(409, {
      code: 'changed-meanwhile',
      reason: 'A code, number or device of the file was taken meanwhile. Look at it again.',
    });
  }
}

/** Tables that are read into registers: looked at first, written in one transaction, and undone. */
export function createRegisterFilesService({
  app,
  repository,
  kinds,
}: {
  app: Pick<FastifyInstance, 'db' | 'audit' | 'tasks' | 'registry'>;
  repository: RegisterFilesRepository;
  kinds: ReadonlyMap<FileRegister, RegisterFileKind>;
}) {
  const { center, boundary } = app.registry.jurisdiction;
  const read = app.tasks.inProcess<typeof runRegisterFile>(import.meta.url, './register-file.task', {
    lane: FILE_LOOK_LANE,
  });

  /** @throws {RequestRefused} where the account may not write that register */
  function findKind(register: FileRegister, { role, scopeBranchId }: FileBringer): RegisterFileKind {
    const kind = kinds.get(register)!;
    const isRefused =
      (kind.requires !== null && !hasPermission(role, kind.requires)) ||
      (register === 'branches' && scopeBranchId !== null);
    if (isRefused)
      throw new RequestRefused(403, { code: 'not-permitted', reason: 'This account does not write this register.' });
    return kind;
  }
  function readRows(
    bytes: Buffer,
    register: FileRegister,
    query: RegisterFileQuery,
    accountId: number,
  ): Promise<ReadRegisterFile> {
    const mapping = readMapping(query.mapping);
    return readUploaded(bytes, (file, server) =>
      read({ ...file, fileName: query.fileName, register, mapping, jurisdiction: { center, boundary } }, accountId, {
        ...FILE_LOOK_LIMITS,
        server,
      }),
    );
  }
  const toWriter = ({ id, scopeBranchId }: FileBringer) => ({ accountId: id, scopeBranchId });

  return {
    /** Files that were read, the last first: one's own, or as an administrator all. */
    async findAll({ id, role }: FileBringer): Promise<RegisterFile[]> {
      return (await repository.findAll(role === 'administrator' ? null : id)).map(toPublic);
    },
    /** What would become of a file; nothing is stored. */
    async check(
      bytes: Buffer,
      register: FileRegister,
      query: RegisterFileQuery,
      by: FileBringer,
    ): Promise<RegisterFileCheck> {
      const kind = findKind(register, by);
      const { rows, ...file } = await readRows(bytes, register, query, by.id);
      const planned = await kind.plan(rows, toWriter(by), app.db);
      const listed = [...planned].sort(
        (a, b) => Number(b.action === 'refuse') - Number(a.action === 'refuse') || a.row - b.row,
      );
      return {
        register,
        ...file,
        ...countActions(planned),
        rows: listed.slice(0, LISTED_ROWS).map(({ write: _write, isLast: _isLast, ...row }) => row),
      };
    },
    /** Reads a file into its register: every row that is not refused. */
    async write(
      bytes: Buffer,
      register: FileRegister,
      query: RegisterFileQuery,
      by: FileBringer,
    ): Promise<RegisterFileDone> {
      const kind = findKind(register, by);
      const { rows } = await readRows(bytes, register, query, by.id);
      const fromMs = findSinceMs({ isCorrection: query.isCorrection }, Date.now());
      const [done, entries] = await refusingTaken(() =>
        app.db.transaction(async (client) => {
          await kind.lock(client);
          // Planned anew: what was looked at may be otherwise by now.
          const planned = await kind.plan(rows, toWriter(by), client);
          const written: WrittenEntry[] = [];
          const tokens: NewToken[] = [];
          for (const { write } of planned.toSorted((a, b) => Number(a.isLast) - Number(b.isLast))) {
            if (!write) continue;
            const { written: entry, token } = await write(fromMs, client);
            written.push(entry);
            if (token) tokens.push(token);
          }
          await kind.finish(client);
          const counts = countActions(planned);
          const file = await repository.insert(
            { register, fileName: query.fileName, ...counts },
            written,
            by.id,
            client,
          );
          await app.audit.record(
            {
              accountId: by.id,
              action: 'register-file.read',
              subject: `register-file:${file.fileId}`,
              detail: {
                register,
                fileName: query.fileName,
                ...counts,
                ...(query.isCorrection === true && { isCorrection: true }),
              },
            },
            client,
          );
          return [{ ...toPublic(file), tokens }, written] as const;
        }),
      );
      await kind.reload(entries);
      return done;
    },
    /** Undoes a file; entries that were changed since stay. */
    async undo(fileId: number, by: FileBringer): Promise<RegisterFile> {
      const [file, entries, kind] = await app.db.transaction(async (client) => {
        const stored = await repository.hold(fileId, client);
        if (!stored) throw notFound('file');
        if (!mayChangeOf(by, stored.file.accountId))
          throw new RequestRefused(403, {
            code: 'not-yours',
            reason: 'Only who brought this file, or an administrator, may undo it.',
          });
        if (stored.file.undoneAt !== null)
          throw new RequestRefused(409, { code: 'import-closed', reason: 'This file was undone already.' });
        const found = findKind(stored.file.register, by);
        await found.lock(client);
        const kept = await found.undo(stored.entries, toWriter(by), client);
        await found.finish(client);
        await repository.markUndone(fileId, kept, client);
        await app.audit.record(
          { accountId: by.id, action: 'register-file.undone', subject: `register-file:${fileId}`, detail: { kept } },
          client,
        );
        return [(await repository.hold(fileId, client))!.file, stored.entries, found] as const;
      });
      await kind.reload(entries);
      return toPublic(file);
    },
  };
}
