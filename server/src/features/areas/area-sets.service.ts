import type { FastifyInstance } from 'fastify';
import { describeRefusal } from '@liaowang/shared/contract/file-refusals';
import { mayChangeOf } from '@liaowang/shared/contract/permissions';
import type { Role } from '@liaowang/shared/schemas/account';
import {
  BRANCHES_SET_ID,
  MAX_AREAS,
  MAX_VERTICES,
  type AreaChange,
  type AreaFileCheck,
  type AreaFileQuery,
  type AreaSet,
  type AreaSetChange,
  type AreaSetWithAreas,
  type NewArea,
  type NewDrawnSet,
} from '@liaowang/shared/schemas/area-set';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import { toRefused } from '../../plugins/tasks/read-uploaded.ts';
import { isOutside, type AreaFiles } from './area-files.ts';
import type { AreaSetsRepository, AreaToStore, StoredAreaSet } from './area-sets.repository.ts';
import type { AreaShapesRepository } from './area-shapes.repository.ts';

/** Sets beside the branches'. */
const MAX_SETS = 50;
const LARGEST_ROW_ID = 2_147_483_647;

/** Whoever asks. */
type AreasAccount = { id: number; role: Role };

const refuseOverlong = (): RequestRefused =>
  new RequestRefused(409, {
    code: 'too-many-areas',
    reason: `A set may have ${MAX_AREAS} areas and ${MAX_VERTICES} vertices.`,
  });

function mayChange(account: AreasAccount, { ownerId }: StoredAreaSet): boolean {
  return ownerId === null ? account.role === 'administrator' : mayChangeOf(account, ownerId);
}

function toAreaSet(stored: StoredAreaSet, account: AreasAccount): AreaSet {
  const { id, name, kind, fileName, denominatorKind, isDemo, areaCount, updatedAt } = stored;
  return {
    areaSetId: String(id),
    name: { zh: name, en: name },
    kind,
    fileName,
    denominatorKind,
    isDemo,
    areaCount,
    mayChange: mayChange(account, stored),
    updatedAt: updatedAt.toISOString(),
  };
}

/** The rules of sets of areas: several side by side, each changed by whoever made it; the branches' ground is one that nobody changes here. */
export function createAreaSetsService(options: {
  repository: AreaSetsRepository;
  shapes: AreaShapesRepository;
  files: AreaFiles;
  app: Pick<FastifyInstance, 'db' | 'audit' | 'registry'>;
  demo: boolean;
}) {
  const { repository, shapes, files, app, demo } = options;

  const branchesSet = (hasHouseholds: boolean, areaCount: number): AreaSet => ({
    areaSetId: BRANCHES_SET_ID,
    name: { zh: '分会辖区', en: 'Branch areas' },
    kind: 'branches',
    fileName: null,
    denominatorKind: hasHouseholds ? 'households' : null,
    isDemo: demo,
    areaCount,
    mayChange: false,
    updatedAt: null,
  });
  const toNumber = (areaSetId: string): number => {
    const id = Number(areaSetId);
    if (areaSetId === BRANCHES_SET_ID || id > LARGEST_ROW_ID) throw notFound('set of areas that can be changed');
    return id;
  };

  /** Runs a change of a set that its account may change, in one transaction, and answers with what became of it. */
  async function change(
    areaSetId: string,
    account: AreasAccount,
    work: (stored: StoredAreaSet, client: Queryable) => Promise<void>,
  ): Promise<AreaSetWithAreas> {
    const id = toNumber(areaSetId);
    await app.db.transaction(async (client) => {
      const stored = (await repository.lock(id, client)) ? await repository.find(id, client) : null;
      if (!stored) throw notFound('set of areas');
      if (!mayChange(account, stored))
        throw new RequestRefused(403, {
          code: 'not-yours',
          reason: 'Only who brought these areas, or an administrator, may change or delete them.',
        });
      await work(stored, client);
      await repository.touch(id, client);
    });
    return find(areaSetId, account);
  }
  const record = (
    action: string,
    areaSetId: string | number,
    account: AreasAccount,
    detail: object,
    client: Queryable,
  ): Promise<void> =>
    app.audit.record(
      { accountId: account.id, action: `area-set.${action}`, subject: `area-set:${areaSetId}`, detail },
      client,
    );

  async function find(areaSetId: string, account: AreasAccount): Promise<AreaSetWithAreas> {
    if (areaSetId === BRANCHES_SET_ID) {
      const areas = await repository.findBranchAreas();
      return {
        ...branchesSet(
          areas.some(({ denominator }) => denominator !== null),
          areas.length,
        ),
        areas,
      };
    }
    const id = Number(areaSetId);
    const stored = id <= LARGEST_ROW_ID ? await repository.find(id) : null;
    if (!stored) throw notFound('set of areas');
    return { ...toAreaSet(stored, account), areas: await repository.findAreas(id) };
  }

  /** A drawn shape as it can be stored. */
  async function examineDrawn({ name, denominator, geometry }: NewArea): Promise<AreaToStore> {
    const [examined] = await shapes.examine([geometry]);
    if (!examined?.geometry)
      throw new RequestRefused(400, {
        code: 'area-without-ground',
        field: 'body.geometry',
        reason: 'The shape has no ground.',
      });
    if (isOutside(examined))
      throw new RequestRefused(400, {
        code: 'outside-jurisdiction',
        field: 'body.geometry',
        reason: 'The shape lies outside the jurisdiction.',
      });
    return { name, code: null, denominator, geometry: examined.geometry };
  }

  async function create(
    set: Omit<Parameters<AreaSetsRepository['insert']>[0], 'ownerId'>,
    areas: readonly AreaToStore[],
    account: AreasAccount,
  ): Promise<AreaSetWithAreas> {
    const id = await app.db.transaction(async (client) => {
      if ((await repository.findAll(client)).length >= MAX_SETS)
        throw new RequestRefused(409, {
          code: 'too-many-area-sets',
          reason: `There are ${MAX_SETS} sets already. Delete one first.`,
        });
      const created = await repository.insert({ ...set, ownerId: account.id }, client);
      await repository.insertAreas(created, areas, client);
      await record(
        'created',
        created,
        account,
        { name: set.name, kind: set.kind, fileName: set.fileName, areas: areas.length },
        client,
      );
      return created;
    });
    return find(String(id), account);
  }

  return {
    find,
    /** All sets, the branches' first. */
    async list(account: AreasAccount): Promise<AreaSet[]> {
      const branches = await repository.findBranchAreas();
      return [
        branchesSet(
          branches.some(({ denominator }) => denominator !== null),
          branches.length,
        ),
        ...(await repository.findAll()).map((stored) => toAreaSet(stored, account)),
      ];
    },
    /** What would become of a file; nothing is stored. */
    async check(bytes: Buffer, query: AreaFileQuery, account: AreasAccount): Promise<AreaFileCheck> {
      return files.describe(await files.examine(bytes, query, account.id));
    },
    /** Stores the areas of a file as a set. */
    async importFile(
      bytes: Buffer,
      { name, ...query }: AreaFileQuery & { name: string },
      account: AreasAccount,
    ): Promise<AreaSetWithAreas> {
      const { areas, mapping, problems } = await files.examine(bytes, query, account.id);
      if (areas.length === 0) {
        const areOutside = problems.some(({ problem }) => problem === 'outside');
        throw toRefused(describeRefusal(areOutside ? 'shapes-outside' : 'no-polygons'));
      }
      const hasDenominators = areas.some(({ denominator }) => denominator !== null);
      return create(
        {
          name,
          kind: 'imported',
          fileName: query.fileName,
          denominatorKind: hasDenominators ? mapping.denominatorKind : null,
        },
        areas,
        account,
      );
    },
    /** Starts a set with the first drawn area. */
    async createDrawn({ name, denominatorKind, area }: NewDrawnSet, account: AreasAccount): Promise<AreaSetWithAreas> {
      return create({ name, kind: 'drawn', fileName: null, denominatorKind }, [await examineDrawn(area)], account);
    },
    async changeSet(areaSetId: string, changed: AreaSetChange, account: AreasAccount): Promise<AreaSetWithAreas> {
      return change(areaSetId, account, async ({ id, name, denominatorKind }, client) => {
        await repository.update(id, changed, client);
        await record('changed', id, account, { before: { name, denominatorKind }, ...changed }, client);
      });
    },
    async addArea(areaSetId: string, area: NewArea, account: AreasAccount): Promise<AreaSetWithAreas> {
      const examined = await examineDrawn(area);
      return change(areaSetId, account, async ({ id, areaCount }, client) => {
        if (
          areaCount >= MAX_AREAS ||
          (await repository.countVertices(id, client)) + examined.geometry.coordinates.flat(2).length > MAX_VERTICES
        )
          throw refuseOverlong();
        await repository.insertAreas(id, [examined], client);
        await record('area-added', id, account, { name: area.name }, client);
      });
    },
    async changeArea(
      areaSetId: string,
      areaId: number,
      changed: AreaChange,
      account: AreasAccount,
    ): Promise<AreaSetWithAreas> {
      return change(areaSetId, account, async ({ id }, client) => {
        if (!(await repository.updateArea(id, areaId, changed, client))) throw notFound('area');
        await record('area-changed', id, account, { areaId, ...changed }, client);
      });
    },
    async removeArea(areaSetId: string, areaId: number, account: AreasAccount): Promise<AreaSetWithAreas> {
      return change(areaSetId, account, async ({ id, areaCount }, client) => {
        if (areaCount === 1)
          throw new RequestRefused(409, {
            code: 'last-area',
            reason: 'A set has one area at least. Delete the set instead.',
          });
        const name = await repository.removeArea(id, areaId, client);
        if (name === null) throw notFound('area');
        await record('area-removed', id, account, { areaId, name }, client);
      });
    },
    async remove(areaSetId: string, account: AreasAccount): Promise<void> {
      const id = toNumber(areaSetId);
      await app.db.transaction(async (client) => {
        const stored = (await repository.lock(id, client)) ? await repository.find(id, client) : null;
        if (!stored) throw notFound('set of areas');
        if (!mayChange(account, stored))
          throw new RequestRefused(403, {
            code: 'not-yours',
            reason: 'Only who brought these areas, or an administrator, may change or delete them.',
          });
        await repository.remove(id, client);
        await record('deleted', id, account, { name: stored.name, areas: stored.areaCount }, client);
      });
    },
  };
}

export type AreaSetsService = ReturnType<typeof createAreaSetsService>;
