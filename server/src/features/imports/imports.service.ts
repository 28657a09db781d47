import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { mayChangeOf, scopeBranchId } from '@liaowang/shared/contract/permissions';
import type { ImportMapping, ImportPreview, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import type { StartedJob } from '@liaowang/shared/schemas/job';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import type { Account } from '../../plugins/account.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import { explainReaderFailure, toRefused } from '../../plugins/tasks/read-uploaded.ts';
import { refuseUnknownKinds } from './import-kinds.ts';
import { checkFirst, importClosed, notYours } from './import-refusals.ts';
import type { ImportRuns } from './import-runs.ts';
import type { ImportRowsRepository } from './import-rows.repository.ts';
import { toIncidentImport, type ImportsRepository, type StoredImport } from './imports.repository.ts';
import type runImportPreview from './import-preview.task.ts';
import type runImportRecognise from './import-recognise.task.ts';
import { FILE_LOOK_LANE, FILE_LOOK_LIMITS } from './readers/file-look-lane.ts';
import { normalizeEncoding } from './reading-choice.ts';
import { storeUpload } from './store-upload.ts';
import { createUploadLimits } from './upload-limits.ts';

/** What may be asked of a first look at a file. */
export interface LookRequest {
  encoding?: string | null;
  sheet?: string | null;
  headerRow?: number | null;
  categoryColumn?: string | null;
  severityColumn?: string | null;
}

/** Whoever asks. */
type ImportAccount = Pick<Account, 'id' | 'role' | 'branchId'>;

/** Imports that are listed beside those that are committed. */
const OTHERS_LISTED = 100;

/** Text that PostgreSQL's JSON cannot hold: NULs and halves of characters. */
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/iu;

function validateMapping(mapping: ImportMapping, field: string): void {
  if (UNSTORABLE.test(JSON.stringify(mapping)))
    throw new RequestRefused(400, {
      code: 'invalid-input',
      field,
      reason: 'The mapping holds signs that are no text.',
    });
  try {
    new Intl.DateTimeFormat('en', { timeZone: mapping.timeZone });
  } catch {
    throw new RequestRefused(400, {
      code: 'time-zone-unknown',
      field: `${field}.timeZone`,
      reason: `There is no time zone ${mapping.timeZone}.`,
    });
  }
  if (mapping.encoding != null) normalizeEncoding(mapping.encoding, `${field}.encoding`);
}

/** An import as lists tell it: up to 2,000 words each would be megabytes. */
function withoutWords(one: IncidentImport): IncidentImport {
  if (one.check === null) return one;
  const { categoryWords: _words, moreCategoryWords: _more, ...check } = one.check;
  return { ...one, check };
}

/** The rules of imports: a file is kept, looked at, checked in a dry run, and stored as a whole or not at all. */
export function createImportsService(options: {
  repository: ImportsRepository;
  rows: ImportRowsRepository;
  runs: ImportRuns;
  jurisdiction: Jurisdiction;
  app: Pick<FastifyInstance, 'db' | 'bus' | 'audit' | 'tasks' | 'jobs' | 'categories' | 'importedKinds'>;
}) {
  const { repository, rows, runs, jurisdiction, app } = options;
  const { timeZone, center, boundary } = jurisdiction;
  const uploads = createUploadLimits(repository);
  const lane = FILE_LOOK_LANE;
  const recogniseFormat = app.tasks.inProcess<typeof runImportRecognise>(import.meta.url, './import-recognise.task', {
    lane,
  });
  const readPreview = app.tasks.inProcess<typeof runImportPreview>(import.meta.url, './import-preview.task', { lane });

  async function findOrRefuse(importId: number): Promise<StoredImport> {
    const stored = await repository.find(importId);
    if (!stored) throw notFound('import');
    return stored;
  }
  async function findOpen(importId: number): Promise<StoredImport> {
    const stored = await findOrRefuse(importId);
    if (stored.state !== 'uploaded' && stored.state !== 'checked') throw importClosed(stored.state);
    return stored;
  }
  const reading = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      throw explainReaderFailure(error);
    }
  };

  return {
    /** Takes a file in; nothing is kept of one that is refused. */
    async upload(fileName: string, stream: Readable, account: ImportAccount): Promise<IncidentImport> {
      const accountId = account.id;
      const room = await uploads.enter(accountId);
      const importId = await repository.insertArriving(fileName, accountId).catch((error: unknown) => {
        room.leave();
        throw error;
      });
      try {
        const arrived = await storeUpload(room.watch(stream), (n, data) => repository.insertChunk(importId, n, data));
        const recognised = await reading(
          recogniseFormat({ fileName, ...arrived }, accountId, {
            ...FILE_LOOK_LIMITS,
            server: { readChunk: (n) => runs.readChunk(importId, n) },
          }),
        );
        if (!recognised.ok) throw toRefused(recognised);
        const { format, encoding } = recognised;
        await app.db.transaction(async (client) => {
          await repository.markArrived(importId, { format, encoding, ...arrived }, client);
          await app.audit.record(
            {
              accountId,
              action: 'import.uploaded',
              subject: `import:${importId}`,
              detail: { fileName, format, bytes: arrived.bytes },
            },
            client,
          );
        });
      } catch (error) {
        await repository.deleteArriving(importId);
        throw error;
      } finally {
        room.leave();
      }
      return toIncidentImport(await findOrRefuse(importId), account);
    },

    async list(account: ImportAccount): Promise<IncidentImport[]> {
      return (await repository.findListed(OTHERS_LISTED, scopeBranchId(account))).map((stored) =>
        withoutWords(toIncidentImport(stored, account)),
      );
    },
    async find(importId: number, account: ImportAccount): Promise<IncidentImport> {
      return toIncidentImport(await findOrRefuse(importId), account);
    },

    /** The first rows and a guess of the mapping; an encoding that is named here is used from now on. */
    async preview(
      importId: number,
      accountId: number,
      { encoding = null, sheet = null, headerRow = null, categoryColumn = null, severityColumn = null }: LookRequest,
    ): Promise<ImportPreview> {
      let stored = await findOpen(importId);
      // Workbooks say their encoding themselves.
      if (encoding !== null && stored.format !== 'xlsx') {
        await repository.chooseEncoding(importId, normalizeEncoding(encoding, 'body.encoding'));
        stored = await findOpen(importId);
      }
      const { format, bytes, chunkCount, fileName } = stored;
      const dictionary = await app.importedKinds.findDictionary();
      const answer = await reading(
        readPreview(
          {
            format,
            bytes,
            chunkCount,
            fileName,
            choice: { encoding: stored.encoding, sheet, headerRow },
            categoryColumn,
            severityColumn,
            timeZone,
            dictionary,
            jurisdiction: { center, boundary },
            nowMs: Date.now(),
          },
          accountId,
          { ...FILE_LOOK_LIMITS, server: { readChunk: (n) => runs.readChunk(importId, n) } },
        ),
      );
      if (!answer.ok) throw toRefused(answer);
      return answer.preview;
    },

    /** Starts a dry run. */
    async check(importId: number, mapping: ImportMapping, accountId: number): Promise<StartedJob> {
      const stored = await findOpen(importId);
      validateMapping(mapping, 'body');
      refuseUnknownKinds(mapping, await app.categories.readTree());
      return runs.startCheck(stored, mapping, accountId);
    },

    /** Starts storing what the last dry run checked. Asked again by the same account, it answers with the same job. */
    async commit(importId: number, mapping: ImportMapping, accountId: number): Promise<StartedJob> {
      const stored = await findOrRefuse(importId);
      const isSame = isDeepStrictEqual(mapping, stored.mapping);
      if (stored.state === 'committed' && isSame && stored.jobId !== null && stored.jobAccountId === accountId)
        return { jobId: stored.jobId };
      if (stored.state !== 'checked' && stored.state !== 'uploaded') throw importClosed(stored.state);
      if (stored.state === 'uploaded' || !isSame)
        throw checkFirst('What is to be imported was not checked like this. Check it first.');
      return runs.startCommit(stored, mapping, accountId);
    },

    /** Takes a committed import back: its incidents are deleted, and the file may be imported anew. */
    async undo(importId: number, account: ImportAccount): Promise<IncidentImport> {
      const undone = await app.db.transaction(async (client) => {
        const stored = await repository.lock(importId, client);
        if (!stored) throw notFound('import');
        if (!mayChangeOf(account, stored.ownerId)) throw notYours();
        if (stored.state !== 'committed')
          throw new RequestRefused(409, {
            code: 'not-committed',
            reason: `Only a committed import can be undone; this one is ${stored.state}.`,
          });
        const count = await rows.deleteIncidents(importId, client);
        await app.importedKinds.takeBack(importId, client);
        await repository.markUndone(importId, client);
        await app.audit.record(
          { accountId: account.id, action: 'import.undone', subject: `import:${importId}`, detail: { count } },
          client,
        );
        return repository.find(importId, client);
      });
      app.bus.emit('incidents.imported', { importId, count: 0 });
      return toIncidentImport(undone!, account);
    },

    /** Throws an uncommitted import away, file and all; `account` null = by age. */
    async discard(importId: number, account: ImportAccount | null): Promise<void> {
      await app.db.transaction(async (client) => {
        const stored = await repository.lock(importId, client);
        if (!stored) throw notFound('import');
        if (account && !mayChangeOf(account, stored.ownerId)) throw notYours();
        if (stored.state === 'discarded') return;
        if (stored.state !== 'uploaded' && stored.state !== 'checked') throw importClosed(stored.state);
        await repository.markDiscarded(importId, client);
        await app.audit.record(
          { accountId: account?.id ?? null, action: 'import.discarded', subject: `import:${importId}` },
          client,
        );
      });
    },
    findOrRefuse,
  };
}

export type ImportsService = ReturnType<typeof createImportsService>;
