import type { BasemapOrigin, BasemapSetting, StoredBasemap } from '@liaowang/shared/schemas/basemap';
import { SCHEMATIC_ID } from '@liaowang/shared/schemas/schematic-id';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import { makeIdOfName } from './basemap-id.ts';
import { MOST_BASEMAPS, type BasemapList } from './basemap-list.ts';
import type { BasemapRow, BasemapsRepository } from './basemaps.repository.ts';
import { toStored, withoutKey, type KnownBasemap } from './known-basemap.ts';
import type { Outside } from './outside/outside-server.ts';
import { readOrigin } from './read-origin.ts';
import { redactAddress } from './sources/redact-address.ts';
import type { TileFolder } from './tile-file/tile-folder.ts';

interface Parts {
  repository: BasemapsRepository;
  list: BasemapList;
  folder: TileFolder;
  outside: Outside;
  db: Database;
  audit: AuditRecorder;
}

/** A key that is left out stays as it was; that of another kind never comes back. */
export function keepKey(origin: BasemapOrigin, before: BasemapOrigin | undefined): BasemapOrigin {
  if (origin.kind !== 'tianditu' || origin.key !== undefined || before?.kind !== 'tianditu') return origin;
  return { ...origin, ...(before.key !== undefined && { key: before.key }) };
}

/** A setting as the audit log keeps it for good: without keys, those in addresses too. */
function forAudit({ name, attribution, roles, origin }: BasemapSetting): object {
  const bare = Object.entries(withoutKey(origin)).map(([key, value]) => [
    key,
    typeof value === 'string' ? redactAddress(value) : value,
  ]);
  return { name, attribution, roles, origin: Object.fromEntries(bare) };
}

/** What administrators do with basemaps. Changes come one after another. */
export function createBasemapsService({ repository, list, folder, outside, db, audit }: Parts) {
  async function change(work: (client: Queryable) => Promise<void>): Promise<void> {
    await db.transaction(async (client) => {
      await repository.lock(client);
      // Judged by what is stored now: somebody else may have changed it while this one waited, on another server too.
      await list.reload(client);
      await work(client);
    });
    await list.reload();
  }
  const record = (accountId: number, action: string, subject: string, detail: object, client: Queryable) =>
    audit.record({ accountId, action: `basemap.${action}`, subject, detail }, client);

  async function find(basemapId: string): Promise<KnownBasemap> {
    const known = (await list.findAll()).find(({ row }) => row.basemapId === basemapId);
    if (!known) throw notFound('basemap');
    return known;
  }
  async function save(row: Omit<BasemapRow, 'version'>, client: Queryable): Promise<void> {
    await repository.save(row, client);
    if (row.origin.kind === 'pmtiles') await repository.restoreFile(row.origin.fileName, client);
    outside.forget(row.basemapId);
  }

  return {
    /** All that are set, and files that are offered by themselves; and the order of all. */
    async findSettings(): Promise<{ basemaps: StoredBasemap[]; order: string[] }> {
      await list.reload();
      const known = await list.findAll();
      return { basemaps: known.map(toStored), order: list.orderOf(known) };
    },
    find,
    /** @throws RequestRefused as readOrigin, and `too-many-basemaps` */
    async add(setting: BasemapSetting, accountId: number): Promise<StoredBasemap> {
      const facts = await readOrigin(setting.origin, { outside, folder, group: 'new' });
      let basemapId = '';
      await change(async (client) => {
        const known = await list.findAll();
        if (known.length >= MOST_BASEMAPS - 1)
          throw new RequestRefused(409, {
            code: 'too-many-basemaps',
            reason: `There are ${MOST_BASEMAPS} basemaps already. Take one away first.`,
          });
        const order = list.orderOf(known);
        basemapId = makeIdOfName(setting.name, new Set(order));
        await save({ ...setting, basemapId, facts }, client);
        await repository.replaceOrder([...order, basemapId], client);
        await record(accountId, 'created', `basemap:${basemapId}`, forAudit(setting), client);
      });
      return toStored(await find(basemapId));
    },
    /** @throws RequestRefused `not-found`, and as readOrigin */
    async change(basemapId: string, setting: BasemapSetting, accountId: number): Promise<StoredBasemap> {
      await list.reload();
      const was = (await find(basemapId)).row.origin;
      const origin = keepKey(setting.origin, was);
      const isSameFile = origin.kind === 'pmtiles' && was.kind === 'pmtiles' && origin.fileName === was.fileName;
      // The name of one whose file is gone can be changed all the same.
      const facts = isSameFile ? null : await readOrigin(origin, { outside, folder, group: basemapId });
      await change(async (client) => {
        // It may have been changed or taken away while its server was asked.
        const before = await find(basemapId);
        await save({ ...setting, origin, basemapId, facts }, client);
        const detail = { before: forAudit(before.row), after: forAudit(setting) };
        await record(accountId, 'changed', `basemap:${basemapId}`, detail, client);
      });
      return toStored(await find(basemapId));
    },
    /** @throws RequestRefused `changed-meanwhile` for an order that names others than there are */
    async reorder(basemapIds: readonly string[], accountId: number): Promise<void> {
      await change(async (client) => {
        const before = list.orderOf(await list.findAll());
        if (basemapIds.length !== before.length || !before.every((id) => basemapIds.includes(id)))
          throw new RequestRefused(409, {
            code: 'changed-meanwhile',
            reason: 'There are other basemaps now than the order names. Look at them again.',
          });
        await repository.replaceOrder(basemapIds, client);
        await record(accountId, 'ordered', 'basemaps', { before, after: basemapIds }, client);
      });
    },
    /** @throws RequestRefused `not-found`, also for the schematic one, which stays */
    async remove(basemapId: string, accountId: number): Promise<void> {
      if (basemapId === SCHEMATIC_ID) throw notFound('basemap');
      await change(async (client) => {
        const { row } = await find(basemapId);
        await repository.delete(basemapId, client);
        const file = row.origin.kind === 'pmtiles' ? await folder.find(row.origin.fileName) : null;
        if (file) await repository.removeFile(file.fileName, file.version, client);
        await record(accountId, 'removed', `basemap:${basemapId}`, forAudit(row), client);
        outside.forget(basemapId);
      });
    },
  };
}

export type BasemapsService = ReturnType<typeof createBasemapsService>;
